import { randomBytes } from "node:crypto";



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
import { beginRollups } from "../lib/rollups/begin.ts";
import { withRollups } from "../lib/rollups/reader.ts";
import { byChannelHour, rollUp } from "../lib/rollups/roll-up.ts";
import { SLOT_PARTS } from "../lib/rollups/slot-codec.ts";
import { SetupError } from "../lib/setup-error.ts";
import type { EventIndex, EventIndexReader } from "../lib/stores/event-index/port.ts";
import { shareReads } from "../lib/stores/event-index/share-reads.ts";
import { openEventIndex, openRollups } from "../lib/stores/open.ts";
import type { RollupStore } from "../lib/stores/rollups/port.ts";
import { countingIndex } from "../lib/testing/counting-index.ts";
import { aRequest } from "../bench/support/requests.ts";
import { settleEnded } from "../bench/support/settle-ended.ts";
import { timed } from "../bench/support/timed.ts";
import { writeDay } from "../bench/support/write-day.ts";
import type { Bench } from "../bench/types.ts";

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
    for (const marks of byChannelHour(due)) await rollUp(index, rollups, marks);
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


const folder = process.env.PROF_DIR ?? "/tmp/prof-data";
const events = Number(process.env.PROF_EVENTS ?? 0);
const { ELASTICSEARCH_URL } = process.env;
const installation = await openInstallation(parseConfig({ ...(ELASTICSEARCH_URL && { ELASTICSEARCH_URL }), DATA_DIR: folder }));
const database = createDatabase(installation.databaseUrl);
const index = await openEventIndex(installation);
const rollups = await openRollups(installation);
const fs = await import("node:fs");
const stateFile = folder + "/prof.json";
let state: { end: number; slug: string };
const rolled = withRollups(index, rollups);
if (events > 0) {
  const end = Math.floor(Date.now() / MINUTE) * MINUTE;
  const slug = `bench-${randomBytes(3).toString("hex")}`;
  state = { end, slug };
  const clock = { now: () => end };
  const partner = await registerPartner({ database, clock }, operator, { name: "Bench" });
  await registerChannel({ database, clock }, operator, { slug, name: slug, partnerId: partner.id, timeZone: "UTC" });
  const make = (place: number, timestamp: number) => aRequest(place, timestamp, slug);
  console.log("written/s", await writeDay(index, { events, end, make }));
  console.log("rolled/s", await rollUpAll(index, rollups, events));
  await repeatDays(installation.databaseUrl);
  await settleEnded(index, end);
  fs.writeFileSync(stateFile, JSON.stringify(state));
} else state = JSON.parse(fs.readFileSync(stateFile, "utf8"));
const { end, slug } = state;
const clock = { now: () => end };
const times = new Map<string, number[]>();
function timing<T extends object>(name: string, target: T, methods: string[]): T {
  const out: any = Object.create(target);
  for (const m of methods) {
    const fn = (target as any)[m].bind(target);
    out[m] = async (...args: any[]) => {
      const s = performance.now();
      try { return await fn(...args); } finally {
        const q = args[1] ?? {};
        const key = `${name}.${m}(${typeof q === "object" ? JSON.stringify(q).slice(0, 90) : q})`;
        const l = times.get(key) ?? []; l.push(performance.now() - s); times.set(key, l);
      }
    };
  }
  return out;
}
const M = ["search", "health", "groups", "signatures", "facets"];
const inner = timing("index", index as any, [...M, "tally"]);
const deps: any = { index: timing("rolled", withRollups(inner as any, rollups) as any, M), database, clock, secrets: installation.secrets };
const view = (days: number) => () => healthView(deps, STAFF, slug, { from: end - days * DAY + 12_345, to: end, label: null });
void difference; void manyPages; void manyTails; void rolled;
for (const [name, days] of [["1 h", 1/24], ["24 h", 1], ["30 d", 30]] as const) {
  if (process.env.PROF_ONLY && !name.startsWith(process.env.PROF_ONLY)) continue;
  await view(days)();
  times.clear();
  console.log(JSON.stringify(await timed(name, view(days))));
  for (const [k, l] of [...times].sort((a, b) => sum(b[1]) - sum(a[1])).slice(0, 30)) console.log("   ", (sum(l) / 40).toFixed(1).padStart(8), (l.length / 40).toFixed(1), k);
}
function sum(l: number[]) { return l.reduce((a, b) => a + b, 0); }
await rollups.close(); await index.close(); await database.$disconnect(); await installation.close();
