import type { IndexedEvent } from "../stores/event-index/port.ts";

/** The requests of one run of a Recipe, oldest first; a request that names no run is one by itself. */
export interface RunEvents {
  id: string;
  events: readonly [IndexedEvent, ...IndexedEvent[]];
  /** The request whose failure ended it; null when every step succeeded in the end. */
  failure: IndexedEvent | null;
}

const stepOf = ({ channel, kind, endpoint }: IndexedEvent) => `${channel} ${kind ?? ""} ${endpoint ?? ""}`;

/** A step that failed and succeeded when tried again did not fail. */
function failureOf(events: readonly IndexedEvent[]): IndexedEvent | null {
  const last = new Map(events.map((event) => [stepOf(event), event]));
  return [...last.values()].findLast((event) => event.failed) ?? null;
}

/** Runs, the one that began last first. `events` are newest first; of a cut list the oldest run may be incomplete. */
export function groupRuns(events: readonly IndexedEvent[], cut: boolean): RunEvents[] {
  const byRun = new Map<string, IndexedEvent[]>();
  for (const event of events.toReversed()) {
    const id = event.run_id ?? event.id;
    const known = byRun.get(id);
    if (known === undefined) byRun.set(id, [event]);
    else known.push(event);
  }
  const runs = [...byRun].flatMap(([id, [first, ...rest]]): RunEvents[] =>
    first === undefined ? [] : [{ id, events: [first, ...rest], failure: failureOf([first, ...rest]) }],
  );
  const whole = cut && runs.length > 1 ? runs.slice(1) : runs;
  return whole.sort((one, other) => other.events[0].timestamp - one.events[0].timestamp);
}
