/** Error signatures of a Channel's range that are told apart, the most frequent. */
export const MOST_SIGNATURES = 50;

/** Users and Recipes that failures reached: of each so many at a glance, and in a whole list. */
export const AFFECTED_AT_A_GLANCE = 50;
export const MOST_AFFECTED = 10_000;
