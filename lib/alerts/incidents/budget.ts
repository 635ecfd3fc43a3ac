const DAY = 86_400_000;

/** Share of requests that are to succeed over 30 days, wherever nobody chose another. */
export const OBJECTIVE = 0.999;
export const PERIOD_DAYS = 30;

/** What a stretch of time did to the error budget: `used` 0.31 is 31 % of it; null without requests. */
export function budgetUsed(failures: number, requests: number, objective: number = OBJECTIVE): number | null {
  return requests === 0 ? null : failures / (requests * (1 - objective));
}

/**
 * Requests of a whole period, from those of its days on record: a Channel that is younger is taken to go on as it
 * began. `days` are starts and counts of what is on record up to `to`.
 */
export function requestsOfPeriod(
  days: readonly { at: number; requests: number }[],
  { to, periodDays = PERIOD_DAYS }: { to: number; periodDays?: number },
): number {
  const from = to - periodDays * DAY;
  const first = days.find(({ requests }) => requests > 0);
  if (first === undefined) return 0;
  const seen = days.reduce((sum, { requests }) => sum + requests, 0);
  const known = to - Math.max(first.at, from);
  return known <= 0 ? seen : (seen * periodDays * DAY) / known;
}

/** Requests that succeeded, as a share; null without requests. */
export function uptimeOf(days: readonly { requests: number; failures: number }[]): number | null {
  const requests = days.reduce((sum, day) => sum + day.requests, 0);
  const failures = days.reduce((sum, day) => sum + day.failures, 0);
  return requests === 0 ? null : 1 - failures / requests;
}

/** Milliseconds of [from, to) that at least one of these covers. */
export function covered(
  spans: readonly { from: number; to: number }[],
  { from, to }: { from: number; to: number },
): number {
  let sum = 0;
  let end = from;
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const begin = Math.max(span.from, end);
    const until = Math.min(span.to, to);
    if (until <= begin) continue;
    sum += until - begin;
    end = until;
  }
  return sum;
}
