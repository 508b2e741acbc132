import type { HubOptions } from '../contract/start.ts';
import type { Happening } from './activity/report.ts';
import { words } from './words/index.ts';

/** What the activity log says of a start. */
export function startedAfter(after: HubOptions['after']): Happening {
  if (after === 'crash') return { kind: 'problem', text: words.life.crashed };
  return { kind: 'change', text: after === 'wish' ? words.life.startedAgain : words.life.started };
}
