import type { Clock } from "#lib/clock.ts";
import { dayOf } from "#lib/day.ts";
import { AppError } from "#lib/errors.ts";
import type { AcceptSettings } from "#lib/events/accept.ts";
import type { EventDocument } from "#lib/events/document.ts";
import type { Log } from "#lib/log.ts";
import { HOUR_MS, hourOf } from "#lib/stores/event-index/hour.ts";
import type { Hour } from "#lib/stores/event-index/port.ts";
import type { BuildComparison, EventIndexRebuilder, Rebuild } from "#lib/stores/event-index/rebuild.ts";
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
  /** Minutes of what was swapped are rolled up anew. */
  rollups: RollupMarks;
}

export interface RebuildReport extends BuildComparison {
  /** Ascending: one, or those that share a day's index. */
  hours: readonly Hour[];
  /** false: the old build stays, because it has events that the stream does not keep any more. */
  swapped: boolean;
}

const PAGE = 2_000;

/** What is under way: a build, and the minutes that its events are in. */
interface Building {
  build: Rebuild;
  minutes: ChannelMinutes;
}

/** The hours' events that came since the last call, each into its build. */
async function fill(
  { clock, ...deps }: ReprocessDeps,
  reading: StreamReading,
  builds: ReadonlyMap<Hour, Building>,
  signal: AbortSignal,
): Promise<void> {
  const waiting = new Map<Building, EventDocument[]>();
  const flush = async (building: Building) => {
    const documents = waiting.get(building) ?? [];
    waiting.delete(building);
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
      const building = builds.get(hourOf(document.timestamp));
      if (building === undefined) continue;
      const page = waiting.get(building) ?? [];
      page.push(document);
      waiting.set(building, page);
      if (page.length >= PAGE) await flush(building);
    }
  }
  for (const building of [...waiting.keys()]) await flush(building);
}

/** Begins a build for each of the hours, one for all that share an index; whatever comes of it is in `builds`. */
async function begin(
  { rebuilder, clock }: ReprocessDeps,
  { from, to }: { from: Hour; to: Hour },
  builds: Map<Hour, Building>,
): Promise<void> {
  for (let hour = from; hour < to; hour += HOUR_MS) {
    if (builds.has(hour)) continue;
    const build = await rebuilder.begin(hour);
    const building = { build, minutes: new ChannelMinutes() };
    for (const each of build.hours) builds.set(each, building);
    const end = Math.max(...build.hours) + HOUR_MS;
    if (end > clock.now()) {
      const day = dayOf(hour);
      throw new AppError(
        "conflict",
        `The hours of ${day} share an index, which takes events until ${new Date(end).toISOString()}: build it anew after that.`,
      );
    }
  }
}

/**
 * Marks the build's minutes before it is swapped in, so that readers ask the index meanwhile, and after it: they may
 * have been rolled up between the two. What is swapped is marked even if we are told to stop.
 */
async function swap(build: Rebuild, minutes: ChannelMinutes, marks: MarkBook, signal: AbortSignal) {
  await marks.written(minutes, signal);
  signal.throwIfAborted();
  await build.swap();
  await marks.written(minutes, new AbortController().signal);
}

/**
 * Builds whole hours [from, to) anew from the stream, with those that share an index with them, and puts each build in
 * the old one's place if nothing would be lost. Reports build by build. However it ends, none is left half way, and live
 * writes go on.
 */
export async function* reprocess(
  deps: ReprocessDeps,
  topic: Topic,
  wanted: { from: Hour; to: Hour },
  signal: AbortSignal,
): AsyncGenerator<RebuildReport> {
  const builds = new Map<Hour, Building>();
  const marks = new MarkBook(deps);
  try {
    await begin(deps, wanted, builds);
    const reading = new StreamReading(deps.stream, topic, deps.accept, Math.min(...builds.keys()));
    await fill(deps, reading, builds, signal);
    for (const { build, minutes } of new Set(builds.values())) {
      // Late events of these hours wait for us from the hold on: most of what came meanwhile is read before it.
      await fill(deps, reading, builds, signal);
      await build.hold();
      await fill(deps, reading, builds, signal);
      const comparison = await build.compare();
      signal.throwIfAborted();
      const swapped = comparison.missing === 0 && comparison.after.events > 0;
      await (swapped ? swap(build, minutes, marks, signal) : build.discard());
      for (const hour of build.hours) builds.delete(hour);
      yield { hours: build.hours, swapped, ...comparison };
    }
  } finally {
    for (const { build } of new Set(builds.values())) {
      await build.discard().catch((error: unknown) => {
        deps.log.error({ error: String(error) }, "a build was left behind; the next reprocess removes it");
      });
    }
  }
}
