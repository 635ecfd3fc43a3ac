/** Error signatures of a Channel's range that are told apart, the most frequent. */
export const MOST_SIGNATURES = 50;
