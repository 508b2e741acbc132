import { setTimeout as wait } from 'node:timers/promises';
import { cpuOf } from '../processes.ts';
import { clickRows } from './clicks.ts';
import { count, type Figure, milliseconds, percentile, withGoal, withoutGoal } from './figures.ts';
import type { Load } from './load.ts';
import type { Plan } from './plan.ts';
import type { Pace } from './publisher.ts';
import type { Received } from './subscriber.ts';
import type { ViewerApp } from './viewer-app.ts';

/** One phase: with the topics on screen, or with a page that shows none. */
export interface Phase {
  isShown: boolean;
  sentPerSecond: number;
  receivedPerSecond: number;
  delays: Pick<Received, 'p50' | 'p99' | 'max'>;
  /** Shares of a core: 1 is a full one. */
  appCpu: number;
  loadCpu: number;
}

/** What the phases showed. Times in milliseconds. */
export interface Delivery {
  phases: Phase[];
  answers: number[];
  frames: number[];
}

/** After the page came or went, until it counts. */
const SETTLE_MS = 1_500;
const LEAST_RATIO = 0.95;
const MOST_ANSWER_MS = 100;
const MOST_FRAME_MS = 50;

/** Under load, with the topics on screen and without them in turn; on screen, rows are clicked. */
export async function measureDelivery(app: ViewerApp, load: Load, plan: Plan, pace: Pace): Promise<Delivery> {
  const found: Delivery = { phases: [], answers: [], frames: [] };
  for (let round = 0; round < plan.rounds; round++) {
    for (const isShown of [true, false]) {
      await app.show(isShown);
      await load.start(pace);
      await wait(SETTLE_MS);
      const { pids } = await app.memory();
      const appCpu = () => pids.reduce((sum, pid) => sum + (cpuOf(pid) ?? 0), 0);
      const before = { app: appCpu(), load: load.cpu };
      await load.take();
      if (isShown) {
        await app.page.evaluate(() => window.viewerBench.startFrames());
        found.answers.push(...(await clickRows(app.page, plan.phaseMs)));
        found.frames.push(...(await app.page.evaluate(() => window.viewerBench.takeFrames())));
      } else await wait(plan.phaseMs);
      const { sent, received } = await load.take();
      const cpu = { app: appCpu() - before.app, load: load.cpu - before.load };
      // No phase begins with what another left behind.
      await load.drain();
      found.phases.push({
        isShown,
        sentPerSecond: sent.messages / sent.seconds,
        receivedPerSecond: received.messages / received.seconds,
        delays: { p50: received.p50, p99: received.p99, max: received.max },
        appCpu: cpu.app / sent.seconds,
        loadCpu: cpu.load / sent.seconds,
      });
    }
  }
  await app.show(true);
  return found;
}

/** The figures of {@link measureDelivery}, and whether anything was lost. */
export function deliveryFigures({ phases, answers, frames }: Delivery, end: { lost: number; disordered: number; sent: number }): Figure[] {
  const mean = (isShown: boolean, of: (phase: Phase) => number) => {
    const values = phases.filter((phase) => phase.isShown === isShown).map(of);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const both = (of: (phase: Phase) => number) => [mean(true, of), mean(false, of)] as const;
  const [sentOn, sentOff] = both((phase) => phase.sentPerSecond);
  const [rateOn, rateOff] = both((phase) => phase.receivedPerSecond);
  const [middleOn, middleOff] = both((phase) => phase.delays.p50);
  const [slowOn, slowOff] = both((phase) => phase.delays.p99);
  const [appOn, appOff] = both((phase) => phase.appCpu);
  const [loadOn, loadOff] = both((phase) => phase.loadCpu);
  const [answer, frame] = [percentile(answers, 0.95), percentile(frames, 0.95)];
  const against = (ratio: number) => `${ratio.toFixed(2)} of without`;
  const goal = `at least ${LEAST_RATIO.toFixed(2)}`;
  const late = frames.filter((each) => each > MOST_FRAME_MS).length;
  return [
    withGoal('lost by a plain subscriber', `${count(end.lost)} of ${count(end.sent)}`, '0', end.lost === 0 && end.disordered === 0),
    withoutGoal('sent, with and without the viewer', `${count(sentOn)}/s, ${count(sentOff)}/s`),
    withGoal(
      'delivered, with and without',
      `${count(rateOn)}/s, ${count(rateOff)}/s: ${against(rateOn / rateOff)}`,
      goal,
      rateOn / rateOff >= LEAST_RATIO,
    ),
    withGoal(
      'middle delay, with and without',
      `${milliseconds(middleOn)}, ${milliseconds(middleOff)}: speed ${against(middleOff / middleOn)}`,
      goal,
      middleOff / middleOn >= LEAST_RATIO,
    ),
    withoutGoal('slowest hundredth of delays', `${milliseconds(slowOn)}, ${milliseconds(slowOff)}`),
    withoutGoal('cores used by the app', `${appOn.toFixed(2)}, ${appOff.toFixed(2)}`),
    withoutGoal('cores used by the load', `${loadOn.toFixed(2)}, ${loadOff.toFixed(2)}`),
    withGoal(
      'a click shows its topic (p95)',
      `${milliseconds(answer)} of ${answers.length}, longest ${milliseconds(Math.max(...answers))}`,
      `under ${MOST_ANSWER_MS} ms`,
      answer < MOST_ANSWER_MS,
    ),
    withGoal(
      'frame (p95)',
      `${milliseconds(frame)} of ${count(frames.length)}, ${late} over ${MOST_FRAME_MS} ms, longest ${milliseconds(frames.reduce((most, each) => Math.max(most, each), 0))}`,
      `at most ${MOST_FRAME_MS} ms`,
      frame <= MOST_FRAME_MS,
    ),
  ];
}
