import type { Clock } from "#lib/clock.ts";
import type { AcceptSettings } from "#lib/events/accept.ts";
import type { EventDocument } from "#lib/events/document.ts";
import type { Log } from "#lib/log.ts";
import { HOUR_MS, hourOf } from "#lib/stores/event-index/hour.ts";
import type { Hour } from "#lib/stores/event-index/port.ts";
import type { EventIndexRebuilder, HourComparison, HourRebuild } from "#lib/stores/event-index/rebuild.ts";
import type { EventStream, Topic } from "#lib/stores/event-stream/port.ts";
import type { RollupMarks } from "#lib/stores/rollups/port.ts";
import type { WorkerMetrics } from "../metrics.ts";
import { ChannelMinutes, MarkBook } from "../rollup-marks.ts";
import { writeDocuments } from "../write-documents.ts";
import { StreamReading } from "./reading.ts";

export interface ReprocessDeps {
  stream: EventStream;
  rebuilder: EventIndexRebuilder;
  accept: AcceptSettings;
  clock: Clock;
  log: Log;
  metrics: WorkerMetrics;
  /** Minutes of a swapped hour are rolled up anew. */
  rollups: RollupMarks;
}

export interface HourReport extends HourComparison {
  hour: Hour;
  /** false: the old build stays, because it has events that the stream does not keep any more. */
  swapped: boolean;
}

const PAGE = 2_000;

/** An hour under way: its build, and the minutes that its events are in. */
interface Building {
  build: HourRebuild;
  minutes: ChannelMinutes;
}

/** The hours' events that came since the last call, each into its build. */
async function fill(
  { clock, ...deps }: ReprocessDeps,
  reading: StreamReading,
  builds: ReadonlyMap<Hour, Building>,
  signal: AbortSignal,
): Promise<void> {
  const waiting = new Map<Hour, EventDocument[]>();
  const flush = async (hour: Hour) => {
    const documents = waiting.get(hour) ?? [];
    const building = builds.get(hour);
    waiting.delete(hour);
    if (building === undefined || documents.length === 0) return;
    const { build, minutes } = building;
    const batch = build.batch();
    for (const document of documents) {
      minutes.add(document);
      batch.add(document);
    }
    for (const outcome of await writeDocuments(deps, batch, documents.length, signal)) {
      if (outcome.status === "rejected")
        deps.log.warn({ reason: outcome.reason }, "the index refuses an event");
    }
  };
  for await (const documents of reading.events(clock.now())) {
    signal.throwIfAborted();
    for (const document of documents) {
      const hour = hourOf(document.timestamp);
      if (!builds.has(hour)) continue;
      const page = waiting.get(hour) ?? [];
      page.push(document);
      waiting.set(hour, page);
      if (page.length >= PAGE) await flush(hour);
    }
  }
  for (const hour of [...waiting.keys()]) await flush(hour);
}

/**
 * Builds whole hours [from, to) anew from the stream, and puts each in the old one's place if nothing would be lost.
 * Reports hour by hour. However it ends, no build is left half way, and live writes go on.
 */
export async function* reprocess(
  deps: ReprocessDeps,
  topic: Topic,
  { from, to }: { from: Hour; to: Hour },
  signal: AbortSignal,
): AsyncGenerator<HourReport> {
  const builds = new Map<Hour, Building>();
  const marks = new MarkBook(deps);
  const reading = new StreamReading(deps.stream, topic, deps.accept, from);
  try {
    for (let hour = from; hour < to; hour += HOUR_MS)
      builds.set(hour, { build: await deps.rebuilder.begin(hour), minutes: new ChannelMinutes() });
    await fill(deps, reading, builds, signal);
    for (const [hour, { build, minutes }] of builds) {
      // Late events of this hour wait for us from the hold on: most of what came meanwhile is read before it.
      await fill(deps, reading, builds, signal);
      await build.hold();
      await fill(deps, reading, builds, signal);
      const comparison = await build.compare();
      const swapped = comparison.missing === 0 && comparison.after.events > 0;
      await (swapped ? build.swap() : build.discard());
      builds.delete(hour);
      if (swapped) await marks.written(minutes, signal);
      yield { hour, swapped, ...comparison };
    }
  } finally {
    for (const { build } of builds.values()) {
      await build.discard().catch((error: unknown) => {
        deps.log.error({ error: String(error) }, "a build was left behind; the next reprocess removes it");
      });
    }
  }
}
