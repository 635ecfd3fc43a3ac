import type { EventIndexReader } from "../../stores/event-index/port.ts";
import type { EventQuery } from "../query/types.ts";
import { viewOf } from "../request-view.ts";
import type { RequestView } from "../views.ts";

const PAGE = 1_000;

/** Matching requests, newest first, a page at a time: the next is read only when the one before was taken. */
export async function* exportRows(
  index: Pick<EventIndexReader, "search">,
  query: EventQuery,
  most: number,
): AsyncGenerator<RequestView[]> {
  let left = most;
  let cursor: string | null = null;
  while (left > 0) {
    const limit = Math.min(PAGE, left);
    const page = await index.search(query, cursor === null ? { limit } : { limit, cursor });
    if (page.events.length > 0) yield page.events.map(viewOf);
    if (page.next === null) return;
    left -= page.events.length;
    cursor = page.next;
  }
}
