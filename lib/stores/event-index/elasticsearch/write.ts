import type { Client, estypes } from "@elastic/elasticsearch";
import { hourOf } from "../hour.ts";
import { allOf, Lines } from "../lines.ts";
import type { Hour, Period, WriteBatch, WriteOutcome } from "../port.ts";
import { reaching } from "./client.ts";
import { type Identified, idOf, sourceOf } from "./document.ts";
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

/** The schedule as it was last read, and as it is. */
export interface Schedules {
  known(): Schedule;
  current(): Promise<Schedule>;
}

/** Each document into its hour's or day's index, created or not at all: an equal one there stays as it is. */
export function createBatches(client: Client, prefix: string, schedules: Schedules): () => WriteBatch {
  const last = { bytes: 0 };
  return () => createBatch(client, prefix, schedules, new Lines(last));
}

function createBatch(client: Client, prefix: string, schedules: Schedules, empty: Lines): WriteBatch {
  let actions = new Actions(prefix, schedules.known());
  let lines = empty;

  return {
    add: (document) => lines.add(`${actions.of(document)}\n${JSON.stringify(sourceOf(document))}\n`),

    write: (positions = allOf(lines.count)) =>
      reaching(async () => {
        const schedule = await schedules.current();
        if (!actions.holdFor(schedule)) {
          actions = new Actions(prefix, schedule);
          lines = readdressed(lines, actions);
        }
        const outcomes: WriteOutcome[] = [];
        for (const { bytes } of lines.chunks(positions, BYTES_PER_REQUEST)) {
          const answer = await client.bulk({
            // Typed for objects only; the client sends bytes as they are.
            operations: bytes as unknown as object[],
            filter_path: "items.*.status,items.*.error",
          });
          outcomes.push(...answer.items.map(outcomeOf));
        }
        return outcomes;
      }),
  };
}

/** The bulk API's action lines, by the hour; a batch has a few hours and thousands of events. */
class Actions {
  readonly #prefix: string;
  readonly #schedule: Schedule;
  readonly #hours = new Map<Hour, { head: string; period: Period }>();

  constructor(prefix: string, schedule: Schedule) {
    this.#prefix = prefix;
    this.#schedule = schedule;
  }

  of(event: Identified): string {
    const hour = hourOf(event.timestamp);
    let target = this.#hours.get(hour);
    if (target === undefined) {
      const period = periodOf(this.#schedule, hour);
      target = { head: `{"create":{"_index":"${nameOf(this.#prefix, hour, period)}","_id":`, period };
      this.#hours.set(hour, target);
    }
    return `${target.head}${JSON.stringify(idOf(event, target.period))}}}`;
  }

  /** Whether all that was said would be said by this schedule too. */
  holdFor(schedule: Schedule): boolean {
    if (schedule === this.#schedule) return true;
    return [...this.#hours].every(([hour, { period }]) => periodOf(schedule, hour) === period);
  }
}

/** The layout changed since they were added. */
function readdressed(lines: Lines, actions: Actions): Lines {
  const result = new Lines();
  for (const position of allOf(lines.count)) {
    const source = lines.at(position).split("\n")[1] ?? "";
    result.add(`${actions.of(JSON.parse(source))}\n${source}\n`);
  }
  return result;
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
