import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { systemScope } from "../lib/channels/access.ts";
import { parseConfig } from "../lib/config.ts";
import type { EventDocument } from "../lib/events/document.ts";
import type { Condition, EventQuery } from "../lib/events/query/types.ts";
import { openInstallation } from "../lib/installation.ts";
import type { EventIndex } from "../lib/stores/event-index/port.ts";
import { openEventIndex } from "../lib/stores/open.ts";
import { aDocument } from "../lib/testing/builders.ts";
import type { Bench } from "./types.ts";

const EVENTS = 5_000_000;
const CHANNELS = 25;
const BATCH = 5_000;
const WRITERS = 2;
const ROUNDS = 40;
const HOUR = 3_600_000;
const MINUTE = 60_000;
const DAY = 24 * HOUR;

/** The first Channel has one event in 25: 200,000 of 5 million. */
function aRequest(place: number, timestamp: number): EventDocument {
  const spread = (place * 2_654_435_761) % 4_294_967_296;
  const failed = spread % 25 === 0;
  return aDocument({
    id: `bench-${place}-${spread.toString(36)}`,
    timestamp,
    channel: `bench-${place % CHANNELS}`,
    endpoint: `endpoint_${spread % 8}`,
    url: `https://api.example.com/v1/things/${spread % 1_000_000}/messages`,
    status_code: failed ? 503 : 200,
    error_message: failed ? `upstream ${spread % 1_000} refused the connection` : undefined,
    duration_ms: 20 + Math.exp((spread % 1_000) / 125),
    user_id: `u_${(spread % 60_000).toString(36).padStart(16, "a")}`,
    recipe_id: `recipe-${spread % 200_000}`,
    run_id: `run-${spread.toString(36)}-${place}`,
    worker: `worker-${spread % 6}`,
    request_headers: { accept: "application/json", "user-agent": "platform-worker/1.2" },
    timings: { dns: 1.5, connect: 10.25, tls: 20.5, first_byte: 80 },
  });
}

/** Events of the day before `end`, in order of time. Answers events per second, building them not counted. */
async function fill(index: EventIndex, events: number, end: number): Promise<number> {
  let next = 0;
  let writing = 0;
  const writer = async () => {
    while (next < events) {
      const first = next;
      next += BATCH;
      const size = Math.min(BATCH, events - first);
      const batch = Array.from({ length: size }, (_, item) =>
        aRequest(first + item, end - DAY + Math.floor(((first + item) / events) * DAY)),
      );
      const started = performance.now();
      await index.write(batch);
      writing += performance.now() - started;
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  return (events * WRITERS * 1_000) / writing;
}

async function timed(name: string, work: () => Promise<unknown>): Promise<Record<string, string | number>> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  const first = times[0] ?? 0;
  const sorted = times.slice(1).sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(share * sorted.length)] ?? 0);
  return { query: name, "first ms": Math.round(first), "p50 ms": at(0.5), "p95 ms": at(0.95) };
}

async function queries(index: EventIndex, end: number) {
  const of = (...where: Condition[]): EventQuery => ({
    scope: systemScope(["bench-0"]),
    from: end - DAY,
    to: end,
    where,
  });
  const page = (...where: Condition[]) => index.search(of(...where), { limit: 100 });
  const failed: Condition = { type: "failed", value: true };
  return [
    await timed("health, 24 h in 5 min", () =>
      index.health(of(), { bucketMs: 5 * MINUTE, percentiles: true }),
    ),
    await timed("endpoints, 24 h", () => index.groups(of(), { by: "endpoint", limit: 50 })),
    await timed("signatures, 24 h", () => index.signatures(of(), 20)),
    await timed("histogram of failures, 24 h", () =>
      index.health(of(failed), { bucketMs: 15 * MINUTE, percentiles: false }),
    ),
    await timed("logs, no filter", () => page()),
    await timed("logs, status:5xx", () =>
      page({ type: "number", field: "status_code", ranges: [{ min: 500, max: 600 }], not: false }),
    ),
    await timed("logs, endpoint and slow", () =>
      page(
        { type: "keyword", field: "endpoint", values: ["endpoint_3"], not: false },
        { type: "number", field: "duration_ms", ranges: [{ min: 2_000 }], not: false },
      ),
    ),
    await timed("logs, user", () =>
      page({ type: "keyword", field: "user_id", values: ["u_aaaaaaaaaaaaaaaa"], not: false }),
    ),
    await timed("logs, phrase", () =>
      page({ type: "phrase", words: ["refused", "the", "connection"], prefix: false, not: false }),
    ),
    await timed("logs, nothing found", () =>
      page({ type: "keyword", field: "endpoint", values: ["endpoint_99"], not: false }),
    ),
    await timed("facets, 24 h", () =>
      index.facets(of(), ["endpoint", "outcome", "error_type", "worker"], 10),
    ),
  ];
}

/** Closed hours are sealed in the background once somebody looked; the figures are those of the time after. */
async function untilSealed(index: EventIndex, databaseUrl: string, end: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const query: EventQuery = { scope: systemScope(["bench-0"]), from: end - DAY, to: end, where: [] };
    let sealed = 0;
    while (sealed < DAY / HOUR) {
      await index.health(query, { bucketMs: 5 * MINUTE, percentiles: true });
      await delay(1_000);
      const { rows } = await client.query<{ hours: number }>(
        "select count(*)::int as hours from event_index.cell_hours",
      );
      sealed = rows[0]?.hours ?? 0;
    }
    await client.query("vacuum (analyze) event_index.cells");
  } finally {
    await client.end();
  }
}

const bench: Bench = {
  name: "index",
  describe:
    "Health and Logs of one Channel with 4 % of 5 million events in 24 hours (events: first argument)",
  async run([count = String(EVENTS)]) {
    const folder = await mkdtemp(join(tmpdir(), "channelscope-bench-"));
    const installation = await openInstallation(
      parseConfig({ ...process.env, DATA_DIR: folder, DATABASE_URL: undefined }),
    );
    const index = await openEventIndex(installation);
    try {
      const end = Math.floor(Date.now() / HOUR) * HOUR;
      const rate = await fill(index, Number(count), end);
      await untilSealed(index, installation.databaseUrl, end);
      return [{ query: "writing", "events/s": Math.round(rate) }, ...(await queries(index, end))];
    } finally {
      await index.close();
      await installation.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

export default bench;
