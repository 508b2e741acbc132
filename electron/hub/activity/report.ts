import type { ActivityKind } from '../../contract/model.ts';

/** Something that happened, told to the activity log by any part of the hub. Never holds a secret. */
export interface Happening {
  kind: ActivityKind;
  /** One sentence for people. */
  text: string;
  deviceId?: string | null;
  address?: string | null;
}

export type Report = (happening: Happening) => void;
