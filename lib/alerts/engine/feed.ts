import { systemScope } from "../../channels/access.ts";
import type { Condition } from "../../events/query/types.ts";
import type { EventIndex, EventIndexReader, StepCount } from "../../stores/event-index/port.ts";
import type { Trigger } from "../trigger.ts";
import { lookedAt, ofChannel } from "./conditions.ts";
import { type Course, figuresOf, type StepFigures } from "./course.ts";

const MINUTE = 60_000;
const FINE_STEP = 5_000;

/** A course, and what it is about. */
export interface Fed {
  channel: string;
  trigger: Trigger;
  course: Course;
}

type Rows = Map<string, StepCount[]>;
const NONE: readonly StepCount[] = [];

/** Every course's steps of [from, to) as the index has them now; answers the earliest step that changed, by course. */
export async function feed(
  index: EventIndex,
  watched: readonly Fed[],
  from: number,
  to: number,
): Promise<Map<Course, number>> {
  const start = Math.floor(from / MINUTE) * MINUTE;
  const limits = new Map<number, Set<string>>();
  for (const { channel, trigger } of watched) {
    if (trigger.type !== "latency_above") continue;
    limits.set(trigger.milliseconds, (limits.get(trigger.milliseconds) ?? new Set()).add(channel));
  }
  const count = (channels: Iterable<string>, where: Condition[]) =>
    countsByChannel(index, [...channels], where, start, to);
  const [rows, ...slow] = await Promise.all([
    count(new Set(watched.map(({ channel }) => channel)), []),
    ...[...limits].map(
      async ([ms, channels]): Promise<[number, Rows]> => [ms, await count(channels, [slowerThan(ms)])],
    ),
  ]);
  const slowRows = new Map(slow);
  const changed = new Map<Course, number>();
  for (const { channel, trigger, course } of watched) {
    const limit = trigger.type === "latency_above" ? slowRows.get(trigger.milliseconds) : undefined;
    const at = course.replace(start, to, rows.get(channel) ?? NONE, limit?.get(channel) ?? NONE);
    if (at !== null) changed.set(course, at);
  }
  return changed;
}

const slowerThan = (ms: number): Condition => ({
  type: "number",
  field: "duration_ms",
  ranges: [{ min: ms }],
  not: false,
});

async function countsByChannel(
  index: EventIndex,
  channels: string[],
  where: Condition[],
  from: number,
  to: number,
): Promise<Rows> {
  const found: Rows = new Map();
  if (channels.length === 0) return found;
  for (const row of await index.counts({ scope: systemScope(channels), where, from, to }, FINE_STEP)) {
    const rows = found.get(row.channel);
    if (rows === undefined) found.set(row.channel, [row]);
    else rows.push(row);
  }
  return found;
}

/** What a long window lies behind is told by closed minutes: rollups have them, without their slow requests. */
export async function feedPast(
  { index, reader }: { index: EventIndex; reader: EventIndexReader },
  { channel, trigger, course }: Fed,
  from: number,
  to: number,
): Promise<void> {
  const start = Math.floor(from / MINUTE) * MINUTE;
  if (course.stepMs < MINUTE || trigger.type === "latency_above") {
    await feed(index, [{ channel, trigger, course }], start, to);
    return;
  }
  const query = {
    scope: systemScope([channel]),
    from: start,
    to,
    where: [ofChannel(channel), ...lookedAt(trigger)],
  };
  const { buckets } = await reader.health(query, { bucketMs: MINUTE, percentiles: false });
  const minutes = new Map<number, StepFigures>();
  for (const bucket of buckets) minutes.set(bucket.at, figuresOf(trigger, bucket));
  course.replaceMinutes(start, to, minutes);
}
