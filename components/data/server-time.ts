/** By how much this browser's clock is ahead of the server's, milliseconds. */
let ahead = Number.POSITIVE_INFINITY;

/**
 * The server's time, as far as this browser can tell from when pages were rendered. One that comes back is old, which
 * looks like a clock that is ahead; so the least that any page since the load showed is the clock's error.
 */
export function serverTime(renderedAt: number): number {
  const here = Date.now();
  ahead = Math.min(ahead, here - renderedAt);
  return here - ahead;
}
