import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import loadApiRequests from "../etl/jobs/load_api_requests.ts";
import loadInteractions from "../etl/jobs/load_interactions.ts";
import { type JobDeps, runJob } from "../etl/run.ts";
import { ArchiveWriter, anInteraction } from "../etl/testing/archive-events.ts";
import { systemClock } from "../lib/clock.ts";
import { createDatabase } from "../lib/database/client.ts";
import type { Installation } from "../lib/installation.ts";
import { createLog } from "../lib/log.ts";
import { openArchive, openWarehouse } from "../lib/stores/open.ts";
import { aDocument } from "../lib/testing/builders.ts";
import { withInstallation } from "./ingest/installed.ts";
import type { Bench } from "./types.ts";

const EVENTS = 1_000_000;
const DAY = "2026-03-01";
const START = Date.parse(`${DAY}T00:00:00Z`);
const HOUR_MS = 3_600_000;
const HOURS = 24;
const PER_FILE = 20_000;
const CHANNELS = 50;
const ENDPOINTS = 8;
const USERS = 100_000;
const MEBIBYTE = 1_048_576;

/** A day of both topics, its hours equally full. */
async function fill(deps: JobDeps, events: number): Promise<void> {
  const requests = new ArchiveWriter(deps.archive, "api-requests");
  const interactions = new ArchiveWriter(deps.archive, "interactions");
  const [request, interaction] = [aDocument(), anInteraction({ type: "recipe_run", recipe_id: "r1" })];
  for (let first = 0, file = 0; first < events; first += PER_FILE, file += 1) {
    const hour = START + (file % HOURS) * HOUR_MS;
    const numbers = Array.from({ length: Math.min(PER_FILE, events - first) }, (_, place) => first + place);
    const shared = (number: number) => ({
      id: `event-${number}`,
      timestamp: hour + (number % HOUR_MS),
      user_id: `u_${String((number * 7_919) % USERS).padStart(16, "a")}`,
      channel: `channel-${number % CHANNELS}`,
      checksum: number % 16_777_216,
    });
    await interactions.write(numbers.map((number) => ({ ...interaction, ...shared(number) })));
    await requests.write(
      numbers.map((number) => ({
        ...request,
        ...shared(number),
        endpoint: `endpoint-${number % ENDPOINTS}`,
        duration_ms: (number % 997) + 0.5,
      })),
    );
  }
}

async function measure(installation: Installation, events: number) {
  await using opened = new AsyncDisposableStack();
  const database = opened.adopt(createDatabase(installation.databaseUrl), (it) => it.$disconnect());
  const archive = opened.adopt(await openArchive(installation), (it) => it.close());
  const warehouse = opened.adopt(await openWarehouse(installation, async () => archive), (it) => it.close());
  const spool = join(installation.config.DATA_DIR, "spool");
  await mkdir(spool, { recursive: true });
  const deps = { database, archive, warehouse, clock: systemClock, log: createLog("bench", "silent"), spool };
  await fill(deps, events);
  const rows: Record<string, string | number>[] = [];
  for (const job of [loadInteractions, loadApiRequests]) {
    const started = performance.now();
    const result = await runJob(deps, job, DAY);
    if (result.state !== "succeeded") throw new Error(`${job.name}: ${JSON.stringify(result)}`);
    const seconds = (performance.now() - started) / 1_000;
    rows.push({
      job: job.name,
      "events/s": Math.round(events / seconds),
      "s for 10 million": Math.round((seconds / events) * 10_000_000),
      "rows made": result.rows ?? 0,
      "MiB after": Math.round(process.memoryUsage().rss / MEBIBYTE),
    });
  }
  return rows;
}

const bench: Bench = {
  name: "warehouse",
  describe: "loading a day of each topic into PostgreSQL (events of each: first argument)",
  run: ([count = String(EVENTS)]) => withInstallation({}, (it) => measure(it, Number(count))),
};

export default bench;
