/** Over how long active users are counted: read by pages and clients alike. */
export const SPANS = ["day", "week", "month"] as const;
export type Span = (typeof SPANS)[number];
