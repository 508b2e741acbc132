import type { ComponentType } from 'react';
import { AlertsPanel } from '../alerts/alerts-panel.tsx';
import { PublishPanel } from '../messages/publish-panel.tsx';
import { RecordingsPanel } from '../messages/recordings-panel.tsx';
import { RetainedPanel } from '../messages/retained-panel.tsx';
import type { TopicsPart } from './part-names.ts';

/** A part of the Topics page beside the live tree. */
interface SidePart {
  value: Exclude<TopicsPart, 'live'>;
  Panel: ComponentType;
}

/** The parts beside the live tree, in the order of their tabs. A topic's menu leads to each of them. */
export const parts: readonly SidePart[] = [
  { value: 'publish', Panel: PublishPanel },
  { value: 'retained', Panel: RetainedPanel },
  { value: 'recordings', Panel: RecordingsPanel },
  { value: 'alerts', Panel: AlertsPanel },
];
