import { systemClock } from "../lib/clock.ts";
import { createDatabase, type Database } from "../lib/database/client.ts";
import { dayOf } from "../lib/day.ts";
import type { Installation } from "../lib/installation.ts";
import { openArchive, openWarehouse } from "../lib/stores/open.ts";
import { person } from "../lib/testing/reading.ts";
import { plusDays } from "../lib/usage/days.ts";
import { USAGE_RANGES } from "../lib/usage/ranges.ts";
import { readUsage } from "../lib/usage/read-usage.ts";
import { withInstallation } from "./ingest/installed.ts";
import type { Bench } from "./types.ts";
import { type Extent, fillMarts } from "./usage/fill-marts.ts";

const CHANNELS = 200;
const DAYS = 365;
const READS = 200;
const JOBS = [
  "channel_users_windowed",
  "channel_recipes_daily",
  "channel_endpoints_windowed",
  "channel_pairs_daily",
  "channel_audience_windowed",
  "channel_top_recipes_windowed",
  "channel_retention_weekly",
];

/** The Channels, and the runs that would have made every day. */
async function register(database: Database, { channels, days, last }: Extent): Promise<void> {
  const partner = await database.partner.create({ data: { name: "Bench" } });
  const names = Array.from({ length: channels }, (_, place) => `channel-${place}`);
  await database.channel.createMany({
    data: names.map((slug) => ({ slug, name: slug, partnerId: partner.id })),
  });
  const at = new Date();
  const dates = Array.from({ length: days }, (_, back) => new Date(`${plusDays(last, -back)}T00:00:00Z`));
  const run = { state: "succeeded", leaseUntil: at, startedAt: at, finishedAt: at, inputs: "", rows: 0n };
  await database.jobRun.createMany({
    data: JOBS.flatMap((job) => dates.map((day) => ({ ...run, job, day }))),
  });
}

async function measure(installation: Installation, channels: number) {
  await using opened = new AsyncDisposableStack();
  const database = opened.adopt(createDatabase(installation.databaseUrl), (it) => it.$disconnect());
  const archive = () => openArchive(installation);
  const warehouse = opened.adopt(await openWarehouse(installation, archive), (it) => it.close());
  const last = plusDays(dayOf(Date.now()), -1);
  const extent = { channels, days: DAYS, last };
  await register(database, extent);
  const filled = await fillMarts(warehouse, extent);
  const deps = { database, warehouse, clock: systemClock };
  const analyst = person([], "analyst");
  const rows: Record<string, string | number>[] = [];
  for (const range of USAGE_RANGES) {
    const times: number[] = [];
    for (let read = 0; read < READS; read += 1) {
      const started = performance.now();
      const { figures } = await readUsage(deps, analyst, `channel-${(read * 7_919) % channels}`, range);
      if (figures === null) throw new Error("There are no figures");
      times.push(performance.now() - started);
    }
    times.sort((left, right) => left - right);
    const quantile = (share: number) => Math.round(times[Math.ceil(times.length * share) - 1] ?? Number.NaN);
    rows.push({ range, "rows of marts": filled, "p50 ms": quantile(0.5), "p95 ms": quantile(0.95) });
  }
  return rows;
}

const bench: Bench = {
  name: "usage",
  describe: `${READS} reads of Usage, a Channel after the other, with a year of marts (Channels: first argument, ${CHANNELS} otherwise)`,
  run: ([count = String(CHANNELS)]) => withInstallation({}, (it) => measure(it, Number(count))),
};

export default bench;
