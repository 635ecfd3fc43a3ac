import type { IndexedEvent } from "../stores/event-index/port.ts";
import type { RequestView } from "./views.ts";

/** An event as people see it: without what only the pipeline needs. */
export function viewOf(event: IndexedEvent): RequestView {
  const { checksum: _checksum, accepted_at: _acceptedAt, error_pattern: _pattern, ...seen } = event;
  return { ...seen, timestamp: new Date(event.timestamp).toISOString() };
}
