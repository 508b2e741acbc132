/** Calls `done` when what is in the page now has been painted. Returns the function that calls it off. */
export function afterPaint(done: () => void): () => void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    done();
  };
  const frame = requestAnimationFrame(() => port2.postMessage(null));
  return () => {
    cancelAnimationFrame(frame);
    port1.close();
  };
}

/** Calls `done` when the page has nothing else to do, or after `mostMs`. Returns the function that calls it off. */
export function whenIdle(done: () => void, mostMs: number): () => void {
  // Safari has none.
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(done);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(done, { timeout: mostMs });
  return () => cancelIdleCallback(idle);
}
