import type { ComponentType } from 'react';
import type { WelcomeStep } from '../../../electron/contract/desktop.ts';
import type { AppState } from '../../store.ts';
import { DeviceStep } from './device-step.tsx';
import { NameStep } from './name-step.tsx';
import { PlaceStep } from './place-step.tsx';
import { LoginStep, NotificationsStep } from './preference-step.tsx';
import type { StepMoves } from './step-frame.tsx';

interface Step {
  name: WelcomeStep;
  /** Left out: always. What the system cannot do is not asked. */
  isOffered?: (abilities: AppState['abilities']) => boolean;
  Step: ComponentType<StepMoves>;
}

const steps: readonly Step[] = [
  { name: 'name', Step: NameStep },
  { name: 'place', Step: PlaceStep },
  { name: 'notifications', isOffered: ({ notifications }) => notifications, Step: NotificationsStep },
  { name: 'login', isOffered: ({ startAtLogin }) => startAtLogin, Step: LoginStep },
  { name: 'device', Step: DeviceStep },
];

/** The steps that make sense here, in their order. The last is always there. */
export const offeredSteps = (abilities: AppState['abilities']): Step[] => steps.filter(({ isOffered }) => isOffered?.(abilities) ?? true);

/** Where the welcome begins: after what was answered before, at the last step at most. */
export function firstStep(offered: readonly Step[], answered: readonly WelcomeStep[]): number {
  const open = offered.findIndex(({ name }) => !answered.includes(name));
  return open < 0 ? offered.length - 1 : open;
}
