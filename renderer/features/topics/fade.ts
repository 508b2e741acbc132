/** The steps of a fade, from full to none; the style sheet says what each looks like. */
const STEPS = 4;
const STEP_MILLISECONDS = 90;

/** Where more than this change at once, a flash tells nothing any more, and painting all of them holds up the window. */
const MOST_AT_ONCE = 12;

const fading = new Map<HTMLElement, number>();
/** Those of one update of the view. */
let asked: HTMLElement[] = [];
let timer: ReturnType<typeof setInterval> | undefined;

/**
 * Shows an element and lets it fade in a few steps, told by its `data-fade`. All share one timer: an animation of its own for
 * each row of a busy tree takes a computer without a graphics card longer than a frame.
 */
export function startFade(element: HTMLElement): void {
  if (asked.length === 0) queueMicrotask(begin);
  asked.push(element);
}

function begin(): void {
  const elements = asked;
  asked = [];
  if (elements.length > MOST_AT_ONCE) return;
  for (const element of elements) show(element, STEPS);
  timer ??= setInterval(fade, STEP_MILLISECONDS);
}

function fade(): void {
  for (const [element, left] of fading) show(element, left - 1);
  if (fading.size > 0) return;
  clearInterval(timer);
  timer = undefined;
}

function show(element: HTMLElement, left: number): void {
  if (left > 0 && element.isConnected) {
    fading.set(element, left);
    element.dataset.fade = String(left);
  } else {
    fading.delete(element);
    delete element.dataset.fade;
  }
}
