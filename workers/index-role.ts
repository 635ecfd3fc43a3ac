import { hostname } from "node:os";
import type { Database } from "#lib/database/client.ts";
import { pseudonymizer } from "#lib/events/pseudonym.ts";
import { INDEX_GROUP, INDEX_TOPIC, recordProgress } from "#lib/pipeline/progress.ts";
import { Watermarks } from "#lib/pipeline/watermark.ts";
import { channelSightings } from "./channel-sightings.ts";
import type { WorkerDeps } from "./deps.ts";
import { every } from "./every.ts";
import { indexEvents } from "./index-events.ts";
import { dropExpiredHours } from "./retention.ts";
import { MarkBook } from "./rollup-marks.ts";
import { forgetRollups, rollUpDue } from "./rollups.ts";
import type { WorkerTask } from "./runtime.ts";

const DAY_MS = 86_400_000;
const PROGRESS_MS = 1_000;
const SIGHTINGS_MS = 5_000;
const ROLLUPS_MS = 1_000;
const RETENTION_MS = 10 * 60_000;

interface Settings {
  retentionDays: number;
  pseudonymKey: string;
}

/** The tasks of the role `index`. */
export function indexRole(deps: WorkerDeps & { database: Database }, settings: Settings): WorkerTask[] {
  const { stream, index, database, clock, log, metrics } = deps;
  const retentionMs = settings.retentionDays * DAY_MS;
  const watermarks = new Watermarks(index.visibilityMs);
  const sightings = channelSightings(database);
  const marks = new MarkBook(deps);
  const worker = `${hostname()}/${process.pid}`;
  const accept = {
    incarnation: stream.incarnation,
    retentionMs,
    pseudonymize: pseudonymizer(settings.pseudonymKey),
  };

  const reportProgress = async () => {
    const asked = clock.now();
    const standing = await stream.lag(INDEX_TOPIC, INDEX_GROUP);
    for (const { partition, lag } of standing) metrics.lag.set({ topic: INDEX_TOPIC, partition }, lag);
    watermarks.standing(standing, asked);
    const known = new Set(standing.map(({ partition }) => partition));
    const rows = watermarks.searchable(clock.now()).filter(({ partition }) => known.has(partition));
    await recordProgress(database, worker, rows, clock.now());
  };

  return [
    {
      name: "index-events",
      run: async (signal) => {
        await indexEvents({ ...deps, accept, watermarks, sightings, marks }, stream, signal);
        // The last word of a graceful stop: what was drained counts, and Channels seen are not forgotten.
        await Promise.allSettled([reportProgress(), sightings.flush()]);
      },
    },
    {
      name: "progress",
      run: (signal) => every(PROGRESS_MS, "progress", reportProgress, { log, signal }),
    },
    {
      name: "sightings",
      run: (signal) => every(SIGHTINGS_MS, "sightings", () => sightings.flush(), { log, signal }),
    },
    {
      name: "retention",
      run: (signal) =>
        every(RETENTION_MS, "retention", () => dropExpiredHours(deps, retentionMs), { log, signal }),
    },
    {
      name: "rollups",
      run: (signal) => every(ROLLUPS_MS, "rollups", () => rollUpDue(deps, signal), { log, signal }),
    },
    {
      name: "rollup-retention",
      run: (signal) =>
        every(RETENTION_MS, "rollup-retention", () => forgetRollups(deps, clock.now(), retentionMs), {
          log,
          signal,
        }),
    },
  ];
}
