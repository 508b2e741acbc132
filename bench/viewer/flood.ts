import { setTimeout as wait } from 'node:timers/promises';
import type { TopicTotals } from '../../electron/contract/topics.ts';
import { count, type Figure, mebibytes, milliseconds, percentile, withGoal, withoutGoal } from './figures.ts';
import type { Load } from './load.ts';
import { growthFigure } from './memory.ts';
import type { Plan } from './plan.ts';
import type { Memory, ViewerApp } from './viewer-app.ts';

const ROOT = 'flood';
const PER_LEVEL = 1_000;
const OPEN_LEVELS = 20;
const SETTLE_MS = 3_000;
/** The most that the load may take longer than it should. */
const PATIENCE = 5;
const COUNTED_MS = 30_000;
/** Longer is no answer. */
const MOST_SCROLL_MS = 5_000;
const GOAL_SCROLL_MS = 100;
const SCROLL_PAUSE_MS = 100;
/** The golden ratio: places spread evenly, each far from the one before. */
const SPREAD = 0.618_034;

export interface Flood {
  sent: number;
  perSecond: number;
  lost: number;
  before: Memory;
  after: Memory;
  totals: TopicTotals;
  /** The page names each of the numbers of what was dropped. */
  isShown: boolean;
  /** Milliseconds from a scroll to its rows. */
  scrolls: number[];
}

/** Publishes to far more topics than there is room for, each once, with the window on screen, and looks at what is left. */
export async function measureFlood(app: ViewerApp, load: Load, plan: Plan): Promise<Flood> {
  await load.open(app, ROOT);
  await wait(SETTLE_MS);
  const before = await app.memory();
  await app.page.evaluate(() => window.viewerBench.followTotals());
  await load.take();
  await load.start({ root: ROOT, topics: plan.flood, perLevel: PER_LEVEL, perSecond: plan.floodPerSecond, once: true });
  await load.finished((plan.flood / plan.floodPerSecond) * 1_000 * PATIENCE + COUNTED_MS);
  const { sent } = await load.take();
  const { lost } = await load.close();
  const totals = await allCounted(app, plan.flood);
  await app.open(ROOT, Math.min(OPEN_LEVELS, Math.floor(Math.min(totals.topics, plan.flood) / PER_LEVEL)));
  const scrolls: number[] = [];
  for (let at = 1; at <= plan.scrolls; at++) {
    const part = (at * SPREAD) % 1;
    scrolls.push(
      (await app.page.evaluate(([to, most]) => window.viewerBench.scroll(to, most), [part, MOST_SCROLL_MS] as const)) ?? MOST_SCROLL_MS,
    );
    await wait(SCROLL_PAUSE_MS);
  }
  const text = await app.page.evaluate(() => document.body.textContent ?? '');
  const isShown = [totals.droppedTopics, totals.droppedMessages].every((dropped) => dropped === 0 || text.includes(count(dropped)));
  return {
    sent: sent.messages,
    perSecond: sent.messages / sent.seconds,
    lost,
    before,
    after: await app.memory(),
    totals,
    isShown,
    scrolls,
  };
}

const leftOut = ({ droppedTopics, droppedMessages }: TopicTotals) => droppedTopics + droppedMessages;

/** Waits until the view has counted everything, or says that it never did. */
async function allCounted(app: ViewerApp, published: number): Promise<TopicTotals> {
  let totals: TopicTotals | null = null;
  for (const deadline = performance.now() + COUNTED_MS; performance.now() < deadline; await wait(SCROLL_PAUSE_MS)) {
    totals = await app.page.evaluate(() => window.viewerBench.totals());
    if (totals && totals.topics + leftOut(totals) >= published) break;
  }
  if (!totals) throw new Error('the page was never told of the topics');
  return totals;
}

export function floodFigures({ sent, perSecond, lost, before, after, totals, isShown, scrolls }: Flood): Figure[] {
  const missing = sent - totals.topics;
  const slow = percentile(scrolls, 0.95);
  return [
    withoutGoal('topics published, each once', `${count(sent)} at ${count(perSecond)}/s, ${count(lost)} lost by a plain subscriber`),
    withGoal(
      'budget of the view',
      `${mebibytes(totals.bytes / 2 ** 20)} of ${mebibytes(totals.budget / 2 ** 20)}, ${count(totals.topics)} topics`,
      'within',
      totals.bytes <= totals.budget,
    ),
    growthFigure('memory, with all topics', before, after),
    withGoal(
      'drop count',
      `${count(missing)} are not there, ${count(leftOut(totals))} counted, ${isShown ? 'shown' : 'NOT shown'}`,
      'the same, and shown',
      missing === leftOut(totals) && isShown,
    ),
    withGoal(
      'rows after a scroll (p95)',
      `${milliseconds(slow)} of ${scrolls.length}, longest ${milliseconds(Math.max(...scrolls))}`,
      `under ${GOAL_SCROLL_MS} ms`,
      slow < GOAL_SCROLL_MS,
    ),
  ];
}
