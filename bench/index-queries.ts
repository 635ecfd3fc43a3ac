import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { systemScope } from "../lib/channels/access.ts";
import { parseConfig } from "../lib/config.ts";
import type { Condition, EventQuery } from "../lib/events/query/types.ts";
import { openInstallation } from "../lib/installation.ts";
import type { EventIndex } from "../lib/stores/event-index/port.ts";
import { openEventIndex } from "../lib/stores/open.ts";
import { aRequest } from "./support/requests.ts";
import { settleEnded } from "./support/settle-ended.ts";
import { timed } from "./support/timed.ts";
import { writeDay } from "./support/write-day.ts";
import type { Bench } from "./types.ts";

const EVENTS = 5_000_000;
const CHANNELS = 25;
const HOUR = 3_600_000;
const MINUTE = 60_000;
const DAY = 24 * HOUR;

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
    await timed("signatures, 24 h", () => index.signatures(of(), { limit: 20 })),
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
      page({ type: "keyword", field: "user_id", values: ["u_0000000000000000"], not: false }),
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
      // The first Channel has one event in 25: 200,000 of 5 million.
      const make = (place: number, timestamp: number) =>
        aRequest(place, timestamp, `bench-${place % CHANNELS}`);
      const rate = await writeDay(index, { events: Number(count), end, make });
      await settleEnded(index, end);
      const client = new pg.Client({ connectionString: installation.databaseUrl });
      await client.connect();
      await client.query("vacuum (analyze) event_index.cells");
      await client.end();
      return [{ query: "writing", "events/s": Math.round(rate) }, ...(await queries(index, end))];
    } finally {
      await index.close();
      await installation.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

export default bench;
