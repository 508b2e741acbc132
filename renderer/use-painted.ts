import { useEffect, useState } from 'react';
import { afterPaint } from './after-paint.ts';

/** Whether something that is in the page since `isThere` has been painted once: what takes longer can follow. */
export function usePainted(isThere: boolean): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => (isThere && !painted ? afterPaint(() => setPainted(true)) : undefined), [isThere, painted]);
  return painted;
}
