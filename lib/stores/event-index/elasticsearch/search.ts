import type { EventQuery } from "../../../events/query/types.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import type { PageRequest, SearchPage } from "../port.ts";
import type { Ask } from "./ask.ts";
import { eventOf, NOT_READ, type ReadSource } from "./document.ts";

export async function search(
  ask: Ask,
  query: EventQuery,
  { limit, cursor, order = "newest" }: PageRequest,
): Promise<SearchPage> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  const direction = order === "newest" ? "desc" : "asc";
  const answer = await ask<ReadSource>(query, {
    size: limit + 1,
    sort: [{ timestamp: direction }, { channel: direction }, { id: direction }],
    search_after: after,
    track_total_hits: false,
    _source: { excludes: NOT_READ },
  });
  const events = answer.hits.hits.flatMap(({ _source }) => (_source ? eventOf(_source) : []));
  const page = events.slice(0, limit);
  const last = page.at(-1);
  const more = events.length > limit && last !== undefined;
  return { events: page, next: more ? encodeCursor([last.timestamp, last.channel, last.id]) : null };
}
