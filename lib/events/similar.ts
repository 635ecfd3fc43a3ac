import type { EventIndexReader, IndexedEvent } from "../stores/event-index/port.ts";
import { formatQuery } from "./query/format.ts";
import { signatureConditions } from "./query/signature-conditions.ts";
import type { EventQuery } from "./query/types.ts";
import type { SimilarErrors } from "./views.ts";

const HOUR = 3_600_000;

/** How often the same error came in the hour before and after this one, itself included; null for a success. */
export async function similarErrors(
  index: Pick<EventIndexReader, "health">,
  scope: EventQuery["scope"],
  event: IndexedEvent,
): Promise<SimilarErrors | null> {
  if (event.error_label === null) return null;
  const where = signatureConditions({
    endpoint: event.endpoint ?? null,
    kind: event.kind ?? null,
    label: event.error_label,
    pattern: event.error_pattern,
  });
  const from = event.timestamp - HOUR;
  const to = event.timestamp + HOUR;
  const { total } = await index.health({ scope, where, from, to }, { bucketMs: 2 * HOUR, percentiles: true });
  return {
    query: formatQuery(where),
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    requests: total.requests,
    users: total.users,
  };
}
