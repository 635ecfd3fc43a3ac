import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { operator, type Person, systemScope } from "../lib/channels/access.ts";
import { registerChannel } from "../lib/channels/register-channel.ts";
import { registerPartner } from "../lib/channels/register-partner.ts";
import { systemClock } from "../lib/clock.ts";
import { parseConfig } from "../lib/config.ts";
import { createDatabase } from "../lib/database/client.ts";
import { healthView } from "../lib/events/health-view.ts";
import type { ReadDeps } from "../lib/events/read-deps.ts";
import { openTail } from "../lib/events/tail.ts";
import type { TimeRange } from "../lib/events/views.ts";
import { openInstallation } from "../lib/installation.ts";
import { batchesOf } from "../lib/rollups/batches.ts";
import { beginRollups } from "../lib/rollups/begin.ts";
import { withRollups } from "../lib/rollups/reader.ts";
import { rollUp } from "../lib/rollups/roll-up.ts";
import { SLOT_PARTS } from "../lib/rollups/slot-codec.ts";
import { SetupError } from "../lib/setup-error.ts";
import type { EventIndex, EventIndexReader } from "../lib/stores/event-index/port.ts";
import { shareReads } from "../lib/stores/event-index/share-reads.ts";
import { openEventIndex, openRollups } from "../lib/stores/open.ts";
import type { RollupStore } from "../lib/stores/rollups/port.ts";
import { countingIndex } from "../lib/testing/counting-index.ts";
import { aRequest } from "./support/requests.ts";
import { settleEnded } from "./support/settle-ended.ts";
import { timed } from "./support/timed.ts";
import { writeDay } from "./support/write-day.ts";
import type { Bench } from "./types.ts";

const EVENTS = 5_000_000;
const DAYS = 60;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const STAFF: Person = {
  type: "person",
  id: "bench",
  email: "bench@example.org",
  name: null,
  staff: "admin",
  memberships: [],
};

/** Rolls everything up that has ended; answers how many events a second that were. */
async function rollUpAll(index: EventIndex, rollups: RollupStore, events: number): Promise<number> {
  const started = performance.now();
  await beginRollups(index, rollups);
  for (;;) {
    const due = await rollups.due(600, { endedMs: 0, quietMs: 0 });
    if (due.length === 0) break;
    for (const batch of batchesOf(due)) await rollUp(index, rollups, batch);
  }
  return (events * 1_000) / (performance.now() - started);
}

/** The days before are the same day again: only rollups are read of them. */
async function repeatDays(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    `insert into rollups.slots (channel, width, at, ${SLOT_PARTS.join(", ")})
       select channel, width, at - day::bigint * ${DAY}, ${SLOT_PARTS.join(", ")}
       from rollups.slots, generate_series(1, ${DAYS - 1}) day where width >= 10 or day <= 2
       on conflict do nothing`,
  );
  await client.query("vacuum analyze rollups.slots");
  await client.end();
}

/** Largest relative difference of the figures from rollups to the index's own. */
async function difference(rolled: EventIndexReader, index: EventIndexReader, channel: string, end: number) {
  const query = { scope: systemScope([channel]), from: end - DAY + 12_345, to: end - 23_456, where: [] };
  const options = { bucketMs: 20 * MINUTE, percentiles: true };
  const [found, exact] = [
    (await rolled.health(query, options)).total,
    (await index.health(query, options)).total,
  ];
  const parts = ["requests", "failures", "users", "users_affected", "p50", "p95", "p99"] as const;
  return Object.fromEntries(
    parts.map((part) => [
      part,
      `${(100 * Math.abs((found[part] ?? 0) / (exact[part] ?? 1) - 1)).toFixed(2)} %`,
    ]),
  );
}

/** So many pages opened at once: until the last is answered, and what the index was asked for one and for all. */
async function manyPages(deps: ReadDeps, slug: string, range: TimeRange, pages: number) {
  const counting = countingIndex(deps.index);
  const shared = { ...deps, index: shareReads(counting.index, systemClock) };
  await healthView(shared, STAFF, slug, range);
  const alone = counting.asked();
  await delay(1_000);
  const started = performance.now();
  await Promise.all(Array.from({ length: pages }, () => healthView(shared, STAFF, slug, range)));
  return {
    query: `Health, 24 h, ${pages} pages at once`,
    "all (ms)": Math.round(performance.now() - started),
    "questions of one page": alone,
    "questions of all": counting.asked() - alone,
  };
}

/** So many live tails of one search held open for ten seconds: how often the index is asked. */
async function manyTails(deps: ReadDeps, slug: string, tails: number) {
  const counting = countingIndex(deps.index);
  const shared = { ...deps, clock: systemClock, index: shareReads(counting.index, systemClock) };
  const stop = new AbortController();
  const follow = async () => {
    for await (const _ of await openTail(shared, STAFF, slug, { query: "", signal: stop.signal }));
  };
  const following = Array.from({ length: tails }, follow);
  await delay(10_000);
  stop.abort();
  await Promise.all(following);
  return { query: "live tails for 10 s", tails, "questions of all": counting.asked() };
}

const bench: Bench = {
  name: "health",
  describe: "the whole Health page of one Channel with 5 million events a day (events: first argument)",
  async run([count = String(EVENTS)]) {
    const events = Number(count);
    const { ELASTICSEARCH_URL } = process.env;
    const folder = await mkdtemp(join(tmpdir(), "channelscope-bench-"));
    const installation = await openInstallation(
      parseConfig({ ...(ELASTICSEARCH_URL && { ELASTICSEARCH_URL }), DATA_DIR: folder }),
    );
    const database = createDatabase(installation.databaseUrl);
    const index = await openEventIndex(installation);
    const rollups = await openRollups(installation);
    // What was measured is dropped afterwards, hour by hour: nobody else's may be among it.
    if ((await index.hours()).length > 0) throw new SetupError("This bench needs an index without events.");
    const end = Math.floor(Date.now() / MINUTE) * MINUTE;
    const clock = { now: () => end };
    const slug = `bench-${randomBytes(3).toString("hex")}`;
    const rolled = withRollups(index, rollups);
    const deps = { index: rolled, database, clock, secrets: installation.secrets };
    try {
      const partner = await registerPartner({ database, clock }, operator, { name: "Bench" });
      await registerChannel({ database, clock }, operator, {
        slug,
        name: slug,
        partnerId: partner.id,
        timeZone: "UTC",
      });
      const make = (place: number, timestamp: number) => aRequest(place, timestamp, slug);
      const written = await writeDay(index, { events, end, make });
      await delay(index.visibilityMs);
      const rolledUp = await rollUpAll(index, rollups, events);
      await repeatDays(installation.databaseUrl);
      const view = (days: number) => () =>
        healthView(deps, STAFF, slug, { from: end - days * DAY + 12_345, to: end, label: null });
      const settling = await timed("Health, 24 h, its hours being settled beside it", view(1));
      await settleEnded(index, end);
      return [
        { query: "writing", "events/s": Math.round(written) },
        { query: "rolling up", "events/s": Math.round(rolledUp) },
        { query: "difference to the index, 24 h", ...(await difference(rolled, index, slug, end)) },
        settling,
        await timed("Health, 1 h", view(1 / 24)),
        await timed("Health, 24 h", view(1)),
        await timed("Health, 30 days", view(30)),
        await manyPages(deps, slug, { from: end - DAY + 12_345, to: end, label: null }, 200),
        await manyTails(deps, slug, 10),
        await manyTails(deps, slug, 50),
      ];
    } finally {
      if (ELASTICSEARCH_URL) for (const part of await index.parts()) await index.drop(part);
      await rollups.close();
      await index.close();
      await database.$disconnect();
      await installation.close();
      // The server may still be writing its last checkpoint.
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 500 });
    }
  },
};

export default bench;
