/** How long a query may take, milliseconds. */
export const TIMEOUT_MS = 30_000;
/** Rows that a page shows, and that a file has. */
export const SHOWN_ROWS = 5_000;
export const EXPORTED_ROWS = 100_000;
/** Characters of a query. */
export const MOST_SQL = 20_000;

/** So many days of the warehouse, as far back as Usage looks, are compared with their source for an answer's receipt. */
export const RECEIPT_DAYS = 91;
