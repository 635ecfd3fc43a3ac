const FIRST_MS = 500;
const LONGEST_MS = 30_000;
/** Who ran this long has recovered: the next failure counts as the first. */
const STABLE_MS = 60_000;

/** How long to wait before starting a dead child again: twice as long each time it died young. */
export function createBackoff(): { next(ranForMs: number): number } {
  let failures = 0;
  return {
    next(ranForMs) {
      if (ranForMs >= STABLE_MS) failures = 0;
      const delay = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
      failures++;
      return delay;
    },
  };
}
