import { serve } from '../../../bench/processes.ts';
import { announced } from '../attacks/announced.ts';
import { deep } from '../attacks/deep.ts';
import { frozen } from '../attacks/frozen.ts';
import { malformed } from '../attacks/malformed.ts';
import { slow } from '../attacks/slow.ts';
import { subscriptions } from '../attacks/subscriptions.ts';

serve({ malformed, slow, announced, deep, subscriptions, frozen });
