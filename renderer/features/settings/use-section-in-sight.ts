import { useEffect, useRef, useState } from 'react';
import { type Beginning, sectionInSight } from './section-in-sight.ts';
import { type SectionName, sectionNames } from './setting.ts';
import { headingId } from './settings-section.tsx';

const headingOf = (name: SectionName): HTMLElement | null => document.getElementById(headingId(name));

/** Of the sections that are shown now. */
const beginnings = (): Beginning<SectionName>[] =>
  sectionNames.flatMap((name) => {
    const heading = headingOf(name);
    return heading ? { name, top: heading.getBoundingClientRect().top } : [];
  });

/** The section of these that a person is in: the one they chose, until they scroll on; else the one that they read. */
export function useSectionInSight(names: readonly SectionName[]) {
  const [inSight, setInSight] = useState<SectionName | null>(null);
  const chosen = useRef<Beginning<SectionName> | null>(null);

  useEffect(() => {
    const follow = ({ target }: Event) => {
      const all = beginnings();
      const [first] = all;
      if (!first || !(target instanceof Element) || !target.contains(headingOf(first.name))) return;
      // It is where choosing it has scrolled to.
      if (all.some(({ name, top }) => chosen.current?.name === name && chosen.current.top === top)) return;
      chosen.current = null;
      const { clientHeight, scrollTop, scrollHeight } = target;
      setInSight(sectionInSight(all, { top: target.getBoundingClientRect().top, clientHeight, scrollTop, scrollHeight }));
    };
    // What scrolls is the page around this, and a scroll does not bubble.
    document.addEventListener('scroll', follow, { capture: true, passive: true });
    return () => document.removeEventListener('scroll', follow, { capture: true });
  }, []);

  const choose = (name: SectionName) => {
    const heading = headingOf(name);
    if (!heading) return;
    heading.scrollIntoView({ block: 'start' });
    heading.focus({ preventScroll: true });
    chosen.current = { name, top: heading.getBoundingClientRect().top };
    setInSight(name);
  };
  return { inSight: inSight !== null && names.includes(inSight) ? inSight : (names[0] ?? null), choose };
}
