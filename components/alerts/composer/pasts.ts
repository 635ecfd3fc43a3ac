/** How far back a backtest looks. */
export const PASTS = [
  { range: "1d", short: "1 d", words: "the last day", days: 1 },
  { range: "7d", short: "7 d", words: "the last 7 days", days: 7 },
  { range: "30d", short: "30 d", words: "the last 30 days", days: 30 },
] as const;
export type PastRange = (typeof PASTS)[number]["range"];

/** Those of which requests are kept so long. */
export const pastsWithin = (retentionDays: number) => PASTS.filter(({ days }) => days <= retentionDays);

/** What an address asks for; else a week, or what is kept of it. */
export function pastOf(asked: unknown, retentionDays: number): PastRange {
  const kept = pastsWithin(retentionDays);
  const named = kept.find(({ range }) => range === asked);
  return (named ?? kept.findLast(({ days }) => days <= 7) ?? PASTS[0]).range;
}
