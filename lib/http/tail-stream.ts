import type { Viewer } from "../channels/access.ts";
import type { ReadDeps } from "../events/read-deps.ts";
import { openTail, type TailUpdate } from "../events/tail.ts";
import { type ServerSentEvent, serverSentEvents } from "./server-sent-events.ts";

async function* eventsOf(updates: AsyncIterable<TailUpdate>): AsyncGenerator<ServerSentEvent> {
  for await (const update of updates) {
    const data = update.type === "status" ? update.status : update.requests;
    yield { event: update.type, data, ...(update.resume === undefined ? {} : { id: String(update.resume) }) };
  }
}

/** New requests of a Channel as server-sent events: `requests` (an array) and `status` (`live`, `interrupted`). */
export async function tailStream(
  deps: ReadDeps,
  viewer: Viewer,
  slug: string,
  query: string,
  request: Request,
): Promise<Response> {
  const stop = new AbortController();
  if (request.signal.aborted) stop.abort();
  else request.signal.addEventListener("abort", () => stop.abort());
  const last = request.headers.get("last-event-id");
  const since = last !== null && /^\d{1,15}$/.test(last) ? Number(last) : undefined;
  const updates = await openTail(deps, viewer, slug, { query, since, signal: stop.signal });
  return serverSentEvents(eventsOf(updates), stop);
}
