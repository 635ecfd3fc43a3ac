import { z } from "zod";
import type { Database } from "../../database/client.ts";
import { formatDuration } from "../../format/duration.ts";
import { formatCount, formatPercentShort, formatPlural } from "../../format/number.ts";
import type { Outgoing } from "../../outgoing/types.ts";
import { INDEX_GROUP, INDEX_TOPIC } from "../../pipeline/progress.ts";
import { type IndexInspector, reachedWatermark } from "../../stores/event-index/inspection.ts";
import type { StreamInspector } from "../../stores/event-stream/inspection.ts";
import type { EventStream } from "../../stores/event-stream/port.ts";
import { lastVerified, standingDisagreements } from "../../verification/read.ts";
import { ArchiveStandstill } from "./archive-standstill.ts";
import { judgedTo } from "./judged-to.ts";
import type { PlatformMeasure } from "./measures.ts";
import { RecentLetters } from "./recent-letters.ts";

/** What a measure showed. */
export interface Measurement {
  /** In the measure's unit. */
  value: number;
  /** Beyond what is well, whatever the threshold. */
  beyond?: boolean;
  /** What is so, in words. */
  title: string;
}

/** Each throws when it cannot be measured, and answers null when there is nothing to be measured. */
export type PlatformMeasures = Record<PlatformMeasure, (now: number) => Promise<Measurement | null>>;

interface Deps {
  stream: StreamInspector & Pick<EventStream, "readRange">;
  index: IndexInspector;
  database: Pick<Database, "$queryRaw" | "pipelineProgress" | "verification">;
  http: Pick<Outgoing, "getTrusted">;
  /** Where web is reached, without a slash at the end. */
  origin: string;
}

/** What does not answer by then is measured in the next round. */
const LONGEST_MS = 5_000;

export function createPlatformMeasures({ stream, index, database, http, origin }: Deps): PlatformMeasures {
  const letters = new RecentLetters(stream);
  const standstill = new ArchiveStandstill();
  const topics = oncePerRound(() => within("The event stream", stream.inspect()));
  return {
    evaluation_behind: async (now) => {
      const at = await judgedTo(database, now);
      if (at === null) return null;
      const behind = now - at;
      const title = `Alert Recipes were last judged ${formatDuration(behind)} ago`;
      return { value: behind / 60_000, title };
    },
    not_answering: async () => {
      const silent = (await silentByWeb(http, origin)) ?? [
        "web",
        ...(await silentStores({ stream, index, database })),
      ];
      const title = silent.length === 0 ? "Web and all stores answer" : `${listed(silent)} not answer`;
      return { value: silent.length, title };
    },
    consumer_lag: async (now) => {
      const groups = (await topics(now)).find(({ topic }) => topic === INDEX_TOPIC)?.groups ?? [];
      const known = groups.find(({ group }) => group === INDEX_GROUP);
      if (known === undefined) return null;
      const value = known.partitions.reduce((sum, { lag }) => sum + lag, 0);
      return { value, title: `${formatPlural(value, "record")} wait for the index` };
    },
    dead_letters: async (now) => {
      const value = await within("The event stream", letters.count(now));
      return { value, title: `${formatPlural(value, "dead letter")} came within an hour` };
    },
    under_replicated: async (now) => {
      const lacking = (await topics(now)).flatMap(({ topic, partitions }) =>
        partitions.filter((one) => one.inSync < one.replicas).map((one) => ({ topic, ...one })),
      );
      const [first] = lacking;
      if (first === undefined) return { value: 0, title: "Every partition has all its replicas in sync" };
      const more = lacking.length === 1 ? "" : `, and ${formatCount(lacking.length - 1)} more lack one`;
      const title = `Partition ${first.partition} of ${first.topic} has ${first.inSync} of ${first.replicas} replicas in sync${more}`;
      return { value: lacking.length, title };
    },
    disk_used: async () => {
      const { nodes } = await within("The event index", index.inspect());
      const disks = nodes.flatMap(({ name, disk }) =>
        disk === null
          ? []
          : [{ name, share: disk.usedBytes / disk.totalBytes, reached: reachedWatermark({ name, disk }) }],
      );
      const [worst] = disks.toSorted(
        (a, b) => Number(b.reached !== null) - Number(a.reached !== null) || b.share - a.share,
      );
      if (worst === undefined) return null;
      const { name, share, reached } = worst;
      const above = reached === null ? "" : `, above the ${reached} watermark`;
      const title = `The disk of ${name} is ${formatPercentShort(share)} full${above}`;
      return { value: share * 100, beyond: reached !== null, title };
    },
    verification: async () => {
      const { count, newest, verified } = await standingDisagreements(database);
      if (!verified) return null;
      if (newest === null) return { value: 0, title: "All stores agree, as far as they were compared" };
      const more = count === 1 ? "" : ` And ${formatPlural(count - 1, "more disagreement")}.`;
      return { value: count, title: `${newest}${more}` };
    },
    verification_age: async (now) => {
      const at = await lastVerified(database);
      if (at === null) return null;
      const age = now - at;
      return { value: age / 60_000, title: `Stores were last compared ${formatDuration(age)} ago` };
    },
    archive_standstill: async (now) => {
      const found = standstill.look(await topics(now), now);
      if (found === null) return null;
      const { stood, records } = found;
      if (stood === 0) return { value: 0, title: "The archive takes what comes" };
      const waiting = `${formatPlural(records, "record")} ${records === 1 ? "waits" : "wait"}`;
      const title = `The archive has taken nothing for ${formatDuration(stood)}, ${waiting} for it`;
      return { value: stood / 60_000, title };
    },
  };
}

/** `Stream does`, `Web, stream and index do`. */
function listed(names: readonly string[]): string {
  const words = names.join(", ").replace(/, (?=[^,]*$)/, " and ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} ${names.length > 1 ? "do" : "does"}`;
}

const healthLines = z.partialRecord(
  z.enum(["web", "database", "stream", "index"]),
  z.enum(["ok", "failing"]),
);

/** What web says does not answer; null: web itself does not. */
async function silentByWeb(http: Deps["http"], origin: string): Promise<string[] | null> {
  try {
    const { text } = await http.getTrusted(`${origin}/api/health`);
    return Object.entries(healthLines.parse(JSON.parse(text)))
      .filter(([, line]) => line === "failing")
      .map(([name]) => name);
  } catch {
    return null;
  }
}

async function silentStores({ stream, index, database }: Omit<Deps, "http" | "origin">): Promise<string[]> {
  const asked = {
    database: within("The database", database.$queryRaw`select 1`),
    stream: within("The event stream", stream.inspect()),
    index: within("The event index", index.inspect()),
  };
  const answers = await Promise.allSettled(Object.values(asked));
  return Object.keys(asked).filter((_, place) => answers[place]?.status === "rejected");
}

async function within<T>(what: string, asked: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not answer in time.`)), LONGEST_MS);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Asked several times with the same instant, it is asked once. */
function oncePerRound<T>(ask: () => Promise<T>): (now: number) => Promise<T> {
  let known: { now: number; answer: Promise<T> } | null = null;
  return (now) => {
    if (known?.now !== now) known = { now, answer: ask() };
    return known.answer;
  };
}
