import type { Client, estypes } from "@elastic/elasticsearch";
import type { EventDocument } from "../../../events/document.ts";
import { hourOf } from "../hour.ts";
import type { Period, WriteOutcome } from "../port.ts";
import { idOf, sourceOf } from "./document.ts";
import { nameOf, periodOf, type Schedule } from "./names.ts";

/** Far below the server's limit for one request (100 MB), large enough that its overhead does not count. */
const BYTES_PER_REQUEST = 5 * 2 ** 20;

/** The document's own fault, for good. Any other refusal (no space, too many shards, overload) passes. */
const REFUSED = new Set([
  "document_parsing_exception",
  "mapper_parsing_exception",
  "strict_dynamic_mapping_exception",
  "illegal_argument_exception",
  "parsing_exception",
]);

/** Each document into its hour's or day's index, created or not at all: an equal one there stays as it is. */
export async function write(
  client: Client,
  prefix: string,
  schedule: Schedule,
  documents: EventDocument[],
): Promise<WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  for (const lines of requests(prefix, schedule, documents)) {
    const answer = await client.bulk({ operations: lines, filter_path: "items.*.status,items.*.error" });
    outcomes.push(...answer.items.map(outcomeOf));
  }
  return outcomes;
}

function* requests(prefix: string, schedule: Schedule, documents: EventDocument[]): Generator<string[]> {
  const targets = indexTargets(prefix, schedule);
  let lines: string[] = [];
  let bytes = 0;
  for (const document of documents) {
    const { name, period } = targets(document.timestamp);
    const source = JSON.stringify(sourceOf(document));
    lines.push(`{"create":{"_index":${name},"_id":${JSON.stringify(idOf(document, period))}}}`, source);
    bytes += source.length;
    if (bytes < BYTES_PER_REQUEST) continue;
    yield lines;
    lines = [];
    bytes = 0;
  }
  if (lines.length > 0) yield lines;
}

/** Where an event goes, its name in JSON; made once per hour: a batch has a few hours and thousands of events. */
function indexTargets(
  prefix: string,
  schedule: Schedule,
): (timestamp: number) => { name: string; period: Period } {
  const targets = new Map<number, { name: string; period: Period }>();
  return (timestamp) => {
    const hour = hourOf(timestamp);
    let target = targets.get(hour);
    if (target === undefined) {
      const period = periodOf(schedule, hour);
      target = { name: JSON.stringify(nameOf(prefix, hour, period)), period };
      targets.set(hour, target);
    }
    return target;
  };
}

function outcomeOf({
  create,
}: Partial<Record<estypes.BulkOperationType, estypes.BulkResponseItem>>): WriteOutcome {
  const { status = 0, error } = create ?? {};
  if (status === 201) return { status: "created" };
  if (status === 409) return { status: "duplicate" };
  const reason = `${error?.type ?? status}: ${error?.caused_by?.reason ?? error?.reason ?? "no reason given"}`;
  const refused = status === 400 && error !== undefined && REFUSED.has(error.type);
  return { status: refused ? "rejected" : "retry", reason };
}
