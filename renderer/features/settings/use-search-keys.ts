import { type RefObject, useEffect } from 'react';
import { useApp } from '../../context.tsx';

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.matches('input, textarea, select');

/** `/`, and in the desktop's window Ctrl+F, lead to a field. A browser keeps its own search. */
export function useSearchKeys(field: RefObject<HTMLInputElement | null>): void {
  const isDesktop = useApp((state) => state.abilities.shell === 'desktop');

  useEffect(() => {
    const lead = (event: KeyboardEvent) => {
      const hasModifier = event.ctrlKey || event.metaKey;
      const isFind = isDesktop && hasModifier && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'f';
      const isSlash = !hasModifier && !event.altKey && event.key === '/' && !isTyping(event.target);
      if ((!isFind && !isSlash) || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    document.addEventListener('keydown', lead);
    return () => document.removeEventListener('keydown', lead);
  }, [field, isDesktop]);
}
