import type { EndpointRow } from "#lib/events/views.ts";

/** Most failures first; of equals the busier, then by name. */
export function byFailures(rows: readonly EndpointRow[]): EndpointRow[] {
  return rows.toSorted(
    (a, b) =>
      b.figures.failures - a.figures.failures ||
      b.figures.requests - a.figures.requests ||
      (a.endpoint ?? "").localeCompare(b.endpoint ?? ""),
  );
}
