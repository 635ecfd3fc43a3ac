import { signatureConditions } from "../../events/query/signature-conditions.ts";
import type { Condition, ErrorSignature, EventQuery } from "../../events/query/types.ts";
import { type EventIndexReader, type IndexedEvent, IndexUnavailable } from "../../stores/event-index/port.ts";

/** A search knows no condition for what an event lacks: among so many the same error is looked for. */
const MOST_LIKE_IT = 100;

type Named = Pick<ErrorSignature, "endpoint" | "kind" | "label" | "pattern" | "fault">;

/**
 * When an error first happened in a range, as the index itself has it: rollups leave the rare ones of a busy day out.
 * null: it did not, or the range takes too long to look through, which is to hold no alert back.
 */
export async function lookUpError(
  reader: Pick<EventIndexReader, "search">,
  query: EventQuery,
  error: Named,
): Promise<number | null> {
  const fault: Condition = { type: "keyword", field: "fault", values: [error.fault], not: false };
  const where = [...query.where, ...signatureConditions(error), fault];
  const whole = error.endpoint !== null && error.kind !== null && error.pattern !== null;
  try {
    const page = { limit: whole ? 1 : MOST_LIKE_IT, order: "oldest" } as const;
    const { events } = await reader.search({ ...query, where }, page);
    return events.find((event) => isOf(error, event))?.timestamp ?? null;
  } catch (reason) {
    if (reason instanceof IndexUnavailable) return null;
    throw reason;
  }
}

function isOf({ endpoint, kind, pattern }: Named, event: IndexedEvent): boolean {
  return (
    (event.endpoint ?? null) === endpoint && (event.kind ?? null) === kind && event.error_pattern === pattern
  );
}
