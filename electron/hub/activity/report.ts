import type { RefusalCause } from '../../contract/help.ts';
import type { ActivityKind, Denial } from '../../contract/model.ts';

/** What a refusal was about, so that a person can be led to what ends it. What the client says of itself is as it came. */
export interface RefusalFacts {
  cause: RefusalCause;
  clientId?: string | null;
  userName?: string | null;
  bootstrapId?: string | null;
  /** For the cause `topic`. */
  tried?: Pick<Denial, 'action' | 'topic'>;
}

/** Something that happened, told to the activity log by any part of the hub. Never holds a secret. */
export interface Happening {
  kind: ActivityKind;
  /** One sentence for people. */
  text: string;
  deviceId?: string | null;
  address?: string | null;
  /** For the kinds `refusal` and `denial`. */
  refusal?: RefusalFacts;
}

export type Report = (happening: Happening) => void;
