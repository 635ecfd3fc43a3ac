const MINUTE = 60_000;

/**
 * Sums of minutes over windows by their ends, which ascend and, as their width, are whole minutes. However wide the
 * windows are, each minute is added once and taken away once.
 */
export function slide<K extends string>(
  minutes: ReadonlyMap<number, Readonly<Record<K, number>>>,
  ends: readonly number[],
  windowMs: number,
  keys: readonly K[],
): Map<number, Record<K, number>> {
  const windows = new Map<number, Record<K, number>>();
  const sum = Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
  const add = (from: number, to: number, sign: 1 | -1) => {
    for (let at = from; at < to; at += MINUTE) {
      const figures = minutes.get(at);
      if (figures !== undefined) for (const key of keys) sum[key] += sign * figures[key];
    }
  };
  let [from, to] = [0, 0];
  for (const end of ends) {
    add(from, Math.min(to, end - windowMs), -1);
    from = end - windowMs;
    add(Math.max(to, from), end, 1);
    to = end;
    windows.set(end, { ...sum });
  }
  return windows;
}
