import { flushSync } from 'react-dom';

/** Makes a form say what is wrong with it, and puts the focus into the first field that is. */
export function showProblems(form: EventTarget & HTMLElement, say: () => void): void {
  flushSync(say);
  form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
