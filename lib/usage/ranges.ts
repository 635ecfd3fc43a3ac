/** The windows that marts are made for, as addresses write them; each ends with the last complete day (UTC). */
export const USAGE_RANGES = ["7d", "28d", "91d"] as const;
export type UsageRange = (typeof USAGE_RANGES)[number];
export const DEFAULT_USAGE_RANGE: UsageRange = "28d";

export const daysOf = (range: UsageRange): number => Number.parseInt(range, 10);

/** `4 weeks`, to say how far a range reaches. */
export const usageRangeInWords = (range: UsageRange): string =>
  ({ "7d": "7 days", "28d": "28 days", "91d": "13 weeks" })[range];

export const isUsageRange = (text: unknown): text is UsageRange =>
  USAGE_RANGES.some((range) => range === text);
