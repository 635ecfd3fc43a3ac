import type { LogsPage, RequestView } from "#lib/events/views.ts";
import { requestKey } from "./request-key.ts";

const keysOf = (requests: readonly RequestView[]) => new Set(requests.map(requestKey));

/** Whether what was read anew comes down to what the list has, or is all there is: nothing is missing between then. */
export function reaches(fresh: LogsPage, listed: readonly RequestView[]): boolean {
  if (fresh.next_cursor === null || listed.length === 0) return true;
  const keys = keysOf(listed);
  return fresh.data.some((request) => keys.has(requestKey(request)));
}

interface Known {
  /** The list as it was, and where it goes on. */
  list: LogsPage;
  /** What a live tail showed above it. */
  live: readonly RequestView[];
  /** Length of the range, milliseconds. */
  span: number;
}

interface Renewed {
  list: LogsPage;
  /** Of the live ones: those that the list has by now, or comes to further down. */
  taken: ReadonlySet<RequestView>;
}

/**
 * The list with its newest part read anew. What was read further down before stays, so that nobody loses their place;
 * where the new part does not reach it, it goes, as there would be a hole that nobody sees.
 */
export function renewed(fresh: LogsPage, { list, live, span }: Known): Renewed {
  const keys = keysOf(fresh.data);
  const newest = fresh.data[0]?.timestamp ?? "";
  const oldest = fresh.data.at(-1)?.timestamp ?? "";
  const isAbove = (request: RequestView) => request.timestamp > oldest && !keys.has(requestKey(request));
  const taken = new Set(live.filter((request) => !isAbove(request)));
  if (!reaches(fresh, list.data)) return { list: fresh, taken };

  // By the newest request rather than a clock: the browser's may be wrong.
  const begins = newest === "" ? "" : new Date(Date.parse(newest) - span).toISOString();
  const below = new Map(
    [...list.data, ...taken]
      .filter((request) => request.timestamp <= oldest && request.timestamp >= begins)
      .map((request) => [requestKey(request), request]),
  );
  for (const key of keys) below.delete(key);
  const rest = [...below.values()].toSorted((a, b) =>
    a.timestamp < b.timestamp ? 1 : a.timestamp > b.timestamp ? -1 : 0,
  );
  const goesOn = list.data.length === 0 ? fresh.next_cursor : list.next_cursor;
  return {
    list: { data: [...fresh.data, ...rest], next_cursor: fresh.next_cursor === null ? null : goesOn },
    taken,
  };
}
