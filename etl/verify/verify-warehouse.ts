import type { ArchivedTopic } from "#lib/archive/topics.ts";
import { dayOf } from "#lib/day.ts";
import { compareHours, type HourPair } from "#lib/verification/compare-hours.ts";
import { isSame, NOTHING, plus, type Reading, type StepResult, type Sums } from "#lib/verification/types.ts";
import { type Day, dayLiterals } from "../day.ts";
import { latestRuns } from "../job-runs.ts";
import { sumsOf } from "../manifest.ts";
import type { ArchivedDay } from "./archive-day.ts";
import type { VerifyDeps } from "./deps.ts";
import { readDistinctHour } from "./distinct-hour.ts";

/** Who loads a topic, and how its table is counted by hour and Channel. */
const LOADED: Record<ArchivedTopic, { job: string; sql(from: string, to: string): string }> = {
  "api-requests": {
    job: "load_api_requests",
    sql: (
      from,
      to,
    ) => `select hour_at as hour, channel, sum(requests) as events, sum(checksum_sum) as checksum
      from warehouse.api_requests_hourly where hour_at >= ${from} and hour_at < ${to} group by hour_at, channel`,
  },
  interactions: {
    job: "load_interactions",
    sql: (from, to) => `select date_trunc('hour', occurred_at) as hour, channel, count(*) as events,
      sum(cast(checksum as bigint)) as checksum
      from warehouse.interactions where occurred_at >= ${from} and occurred_at < ${to}
      group by date_trunc('hour', occurred_at), channel`,
  },
};

/** So says a run of which hours without archived events have counts that were imported. */
const IMPORTED = /\bimported counts\b/;

interface Row {
  hour: Date;
  channel: string | null;
  events: number | string;
  checksum: number | string;
}

type ReadHours = Map<number, Sums & { channels: Map<string | null, Sums> }>;

/** By hour and Channel, one day. */
export async function readWarehouse(
  { warehouse }: Pick<VerifyDeps, "warehouse">,
  topic: ArchivedTopic,
  day: Day,
): Promise<ReadHours> {
  const { from, to } = dayLiterals(day);
  const rows = await warehouse.transaction((transaction) =>
    transaction.rows<Row>(LOADED[topic].sql(from, to)),
  );
  const hours: ReadHours = new Map();
  for (const { hour, channel, events, checksum } of rows) {
    const sums = { rows: Number(events), checksum: Number(checksum) };
    const known = hours.get(hour.getTime()) ?? { ...NOTHING, channels: new Map() };
    known.channels.set(channel, sums);
    hours.set(hour.getTime(), { ...plus(known, sums), channels: known.channels });
  }
  return hours;
}

/** Why the day's load says nothing of what the archive has now; null: it loaded just that. */
async function notLoaded(
  deps: VerifyDeps,
  topic: ArchivedTopic,
  day: Day,
  hours: ArchivedDay,
): Promise<string | null> {
  const { job } = LOADED[topic];
  const run = (await latestRuns(deps, job, { succeeded: true })).get(day);
  const files = [...hours.values()].flatMap((hour) => hour.files);
  if (run === undefined) return files.length === 0 ? null : `${job} has not run for this day yet`;
  const { rows, checksum } = sumsOf(files);
  if (run.inputs.includes(`${topic}: ${rows} rows, checksum ${checksum}`)) return null;
  return `the archive has other events of this day than ${job} loaded last`;
}

/** Whether the warehouse has each archived event once; files are read only where commits' sums do not say so. */
export async function verifyWarehouse(
  deps: VerifyDeps,
  topic: ArchivedTopic,
  { day, hours, archivedTo }: { day: Day; hours: ArchivedDay; archivedTo: number | null },
): Promise<StepResult> {
  const why = await notLoaded(deps, topic, day, hours);
  const loaded = why === null ? await readWarehouse(deps, topic, day) : null;
  const { inputs = "" } = (await latestRuns(deps, LOADED[topic].job, { succeeded: true })).get(day) ?? {};
  const isImported = IMPORTED.test(inputs);
  const pairs: HourPair[] = [];
  for (const [hour, { committed, files }] of hours) {
    const present = loaded?.get(hour) ?? { ...NOTHING, channels: new Map() };
    const foreign = isImported && files.length === 0 && present.rows > 0;
    const unknown = foreign ? "its counts were imported" : why;
    const here: Reading = unknown === null ? present : { unknown };
    const isKnown = "unknown" in here || isSame(committed, here);
    pairs.push({ hour, source: isKnown ? committed : await readDistinctHour(deps.archive, files), here });
  }
  const end = Date.parse(`${day}T00:00:00Z`) + 86_400_000;
  const completeTo = why !== null || archivedTo === null ? null : Math.min(end, archivedTo);
  const isPast = completeTo === null || dayOf(completeTo - 1) >= day;
  return compareHours({
    step: "archive_warehouse",
    subject: topic,
    store: "warehouse",
    hours: pairs,
    completeTo: isPast ? completeTo : null,
  });
}
