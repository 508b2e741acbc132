import type { ActivityKind, Denial } from '../../contract/model.ts';
import type { RefusalCause } from '../../contract/refusal-cause.ts';

/** What a refusal was about, so that a person can be led to what ends it. What the client says of itself is as it came. */
export interface RefusalFacts {
  cause: RefusalCause;
  clientId?: string | null;
  userName?: string | null;
  bootstrapId?: string | null;
  /** For the cause `topic`. */
  tried?: Pick<Denial, 'action' | 'topic'>;
}

interface Told {
  /** One sentence for people. */
  text: string;
  deviceId?: string | null;
  address?: string | null;
}

/** Something that happened, told to the activity log by any part of the hub. Never holds a secret. Who refuses says why. */
export type Happening =
  | (Told & { kind: Exclude<ActivityKind, 'refusal' | 'denial'>; refusal?: undefined })
  | (Told & { kind: 'refusal' | 'denial'; refusal: RefusalFacts });

export type Report = (happening: Happening) => void;
