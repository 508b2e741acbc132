import type { TopicTotals } from '../../electron/contract/topics.ts';

/** What is measured inside the page. */
export interface PageProbes {
  /** From now on every frame is timed. */
  startFrames(): void;
  /** Milliseconds between one frame and the next since then; ends the timing. */
  takeFrames(): number[];
  /** The middle of a topic's row that is on screen and not selected, and the last level of its path; another one each turn. */
  row(turn: number): { name: string; x: number; y: number } | null;
  /** From now on the next click is timed, until the panel beside the tree has painted this text. */
  expectAnswer(text: string): void;
  /** Resolves to the milliseconds that it took; to `null` when it is not there `mostMs` from now. */
  answer(mostMs: number): Promise<number | null>;
  /** Scrolls the tree to a part of its height, 0 to 1. Resolves to the milliseconds until rows fill it, or to `null`. */
  scroll(part: number, mostMs: number): Promise<number | null>;
  /** From now on the totals that the page is sent are kept. */
  followTotals(): void;
  /** The last ones; `null` before the first. */
  totals(): TopicTotals | null;
}

declare global {
  interface Window {
    viewerBench: PageProbes;
  }
}

/** Runs in the page, so it refers to nothing outside itself. */
export function installPageProbes(): void {
  const ROW = '[role=treeitem]';
  const LINE = '[data-index]';
  /** Steps over neighbours, so that each click is at another place of the screen. */
  const STRIDE = 7;
  const EDGE = 12;
  /** From the left edge of a row to its name. */
  const INSET = 80;
  let frames: number[] | null = null;
  let lastFrame = 0;
  let totals: TopicTotals | null = null;
  let answer: Promise<number> = Promise.resolve(0);
  let stopLooking = () => {};

  const tree = () => document.querySelector<HTMLElement>('[role=tree], [role=treegrid]');
  const scroller = () => {
    let at = tree();
    while (at && !/auto|scroll/.test(getComputedStyle(at).overflowY)) at = at.parentElement;
    return at;
  };
  /** The whole line, which is there a frame before what it holds is laid out. */
  const rowAt = (x: number, y: number) => document.elementFromPoint(x, y)?.closest(LINE) ?? null;

  /** Calls `done` with the time at which what is in the page now is on screen. */
  const afterPaint = (done: (at: number) => void) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => done(performance.now());
      channel.port2.postMessage(null);
    });
  };

  /** Resolves to the milliseconds after `from` at which `isSo` was painted. Looked at with every change of the page. */
  const until = (from: number, isSo: () => boolean) =>
    new Promise<number>((resolve) => {
      stopLooking();
      const look = () => {
        if (!isSo()) return;
        stopLooking();
        afterPaint((at) => resolve(at - from));
      };
      const observer = new MutationObserver(look);
      stopLooking = () => observer.disconnect();
      observer.observe(document.body, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
        attributeFilter: ['style'],
      });
      look();
    });

  const within = (found: Promise<number>, mostMs: number) =>
    Promise.race([found, new Promise<null>((resolve) => setTimeout(() => resolve(null), mostMs))]);

  const onFrame = (now: number) => {
    if (!frames) return;
    if (lastFrame > 0) frames.push(now - lastFrame);
    lastFrame = now;
    requestAnimationFrame(onFrame);
  };

  window.viewerBench = {
    startFrames: () => {
      frames = [];
      lastFrame = 0;
      requestAnimationFrame(onFrame);
    },
    takeFrames: () => {
      const found = frames ?? [];
      frames = null;
      return found;
    },
    row: (turn) => {
      const rows = [...(tree()?.querySelectorAll(ROW) ?? [])];
      for (let step = 0; step < rows.length; step++) {
        const row = rows[(turn * STRIDE + step) % rows.length] as Element;
        const name = /\bt\d{7}\b/.exec(row.textContent ?? '')?.[0];
        if (name === undefined || row.getAttribute('aria-selected') === 'true') continue;
        const box = row.getBoundingClientRect();
        const [x, y] = [box.left + Math.min(INSET, box.width / 2), box.top + box.height / 2];
        if (rowAt(x, y)?.contains(row)) return { name, x, y };
      }
      return null;
    },
    expectAnswer: (text) => {
      const panels = () => [...document.querySelectorAll('section[aria-label], aside')].filter((part) => !part.contains(tree()));
      const isShown = () => panels().some((panel) => panel.textContent?.includes(text));
      answer = new Promise((resolve) => {
        const onClick = ({ timeStamp }: MouseEvent) => resolve(until(timeStamp, isShown));
        document.addEventListener('click', onClick, { capture: true, once: true });
      });
    },
    answer: (mostMs) => within(answer, mostMs),
    scroll: (part, mostMs) => {
      const element = scroller();
      if (!element) return Promise.resolve(null);
      const box = element.getBoundingClientRect();
      // Below a head that may stay in place, and above a scroll bar that may be there.
      const places = [box.top + 5 * EDGE, (box.top + box.bottom) / 2, Math.min(box.bottom, innerHeight) - 2 * EDGE];
      const from = performance.now();
      element.scrollTop = part * (element.scrollHeight - element.clientHeight);
      return within(
        until(from, () => places.every((y) => rowAt(box.left + INSET, y) !== null)),
        mostMs,
      );
    },
    followTotals: () => {
      window.porchlight.onUpdate((update) => {
        if (update.kind === 'topics') totals = update.view.totals;
      });
    },
    totals: () => totals,
  };
}
