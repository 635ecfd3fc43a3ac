/** How long a query may take, milliseconds. */
export const TIMEOUT_MS = 30_000;
/** Rows that a page shows, and that a file has. */
export const SHOWN_ROWS = 5_000;
export const EXPORTED_ROWS = 100_000;
/** Characters of a query. */
export const MOST_SQL = 20_000;
