import { POPUP } from './limits.ts';
import type { Area } from './window-state.ts';

/** What the pop-up's appearance depends on. */
export interface PopupFacts {
  mainVisible: boolean;
  notifications: boolean;
  /** Ids of the requests that wait for a decision. */
  waiting: readonly string[];
  /** Ids that waited when the person closed the pop-up: these do not bring it back. */
  dismissed: ReadonlySet<string>;
  /** A notice is to be shown. */
  notice: boolean;
}

/** What the pop-up shows; `null`: there is no pop-up. */
export type PopupFace = { shows: 'requests' | 'notice'; rows: number } | null;

/** A device that waits goes before a notice: the notice can be missed, the device cannot. */
export function popupFace({ mainVisible, notifications, waiting, dismissed, notice }: PopupFacts): PopupFace {
  if (mainVisible) return null;
  if (notifications && waiting.some((id) => !dismissed.has(id))) return { shows: 'requests', rows: Math.min(waiting.length, POPUP.rows) };
  return notice ? { shows: 'notice', rows: 1 } : null;
}

/** At the bottom right of the primary display, clear of its panels; smaller if the display is. */
export function popupPlace(rows: number, area: Area): Area {
  const { margin } = POPUP;
  const width = Math.min(POPUP.width, area.width - 2 * margin);
  const height = Math.min(POPUP.height + (rows - 1) * POPUP.row, area.height - 2 * margin);
  return { x: area.x + area.width - width - margin, y: area.y + area.height - height - margin, width, height };
}
