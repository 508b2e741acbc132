import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** So near to the end counts as being there. */
const NEAR = 24;

/**
 * Keeps the end of what scrolls in sight for who is there, and leaves who has scrolled up where they are. `last`: the number of the
 * last line, which rises by one with each; `below`: how many came since the end was seen.
 */
export function useFollow(box: RefObject<HTMLElement | null>, last: number) {
  const atEnd = useRef(true);
  const [seen, setSeen] = useState(last);

  useLayoutEffect(() => {
    if (!atEnd.current || !box.current) return;
    box.current.scrollTop = box.current.scrollHeight;
    setSeen(last);
  }, [box, last]);

  const onScroll = () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current as HTMLElement;
    atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR;
    if (atEnd.current) setSeen(last);
  };
  const toEnd = () => {
    const element = box.current as HTMLElement;
    element.scrollTop = element.scrollHeight;
    element.focus();
  };
  return { below: Math.max(0, last - seen), toEnd, onScroll };
}
