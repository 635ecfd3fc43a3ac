/** What makes a state: for judging (state.ts), and for saying so on the page. */
export const WINDOW_MINUTES = 5;
/** Where the window has fewer requests, it reaches back until it has them. */
export const ENOUGH_REQUESTS = 20;
export const LONGEST_WINDOW_MINUTES = 60;
/** Of fewer requests nothing is said. */
export const FEWEST_REQUESTS = 5;
/** Share that succeeds. */
export const DOWN_BELOW = 0.1;
/** Share of partner faults. */
export const DEGRADED_FROM = 0.05;
export const SLOW_FACTOR = 3;
export const SLOW_ABOVE_MS = 1_000;
export const SILENT_MINUTES = 30;
/** Requests that are usual in such a time. */
export const USUAL_FROM = 10;
/** Before a better state counts. */
export const HOLD_MINUTES = 2;
