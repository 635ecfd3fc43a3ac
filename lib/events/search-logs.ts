import type { Viewer } from "../channels/access.ts";
import { channelQuery } from "./channel-query.ts";
import type { ReadDeps } from "./read-deps.ts";
import { viewOf } from "./request-view.ts";
import type { LogsPage, TimeRange } from "./views.ts";

export interface LogsRequest {
  /** Text in the Logs query language; empty for all. */
  query: string;
  range: TimeRange;
  /** At most 1,000. */
  limit: number;
  cursor?: string | undefined;
}

/** Requests of one Channel, newest first. */
export async function searchLogs(
  deps: ReadDeps,
  viewer: Viewer,
  slug: string,
  { query, range, limit, cursor }: LogsRequest,
): Promise<LogsPage> {
  const { scope, where } = await channelQuery(deps, viewer, slug, query);
  const page = await deps.index.search(
    { scope, where, from: range.from, to: range.to },
    cursor === undefined ? { limit } : { limit, cursor },
  );
  return { data: page.events.map(viewOf), next_cursor: page.next };
}
