const ROUNDS = 40;

/** Runs work again and again, one after the other; the first time stands alone. Milliseconds. */
export async function timed(
  name: string,
  work: () => Promise<unknown>,
): Promise<Record<string, string | number>> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  const first = times[0] ?? 0;
  const sorted = times.slice(1).sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(share * sorted.length)] ?? 0);
  return { query: name, "first ms": Math.round(first), "p50 ms": at(0.5), "p95 ms": at(0.95) };
}
