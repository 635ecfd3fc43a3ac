import { ARCHIVED_TOPICS } from "#lib/archive/topics.ts";
import type { Database } from "#lib/database/client.ts";
import { ARCHIVE_GROUP } from "#lib/pipeline/groups.ts";
import { recordProgress } from "#lib/pipeline/progress.ts";
import { Watermarks } from "#lib/pipeline/watermark.ts";
import type { Archive } from "#lib/stores/archive/port.ts";
import { archiveTopics } from "./archive/archive-topics.ts";
import { housekeeping } from "./archive/housekeeping.ts";
import type { ArchiveLimits } from "./archive/open-partition.ts";
import type { WorkerDeps } from "./deps.ts";
import { every } from "./every.ts";
import { workerId } from "./heartbeat.ts";
import type { WorkerTask } from "./runtime.ts";

const DAY_MS = 86_400_000;
const HOUSEKEEPING_MS = 30 * 60_000;
const PROGRESS_MS = 5_000;

const LIMITS: ArchiveLimits = {
  fileBytes: 128 * 1_048_576,
  ageMs: 3_600_000,
  openFiles: 48,
  waitingRows: 20_000,
  waitingBytes: 24 * 1_048_576,
};

type Deps = Pick<WorkerDeps, "stream" | "clock" | "log" | "metrics"> & {
  archive: () => Promise<Archive>;
  database: Pick<Database, "$transaction" | "$executeRaw">;
};

interface Settings {
  retentionDays: number;
  pseudonymKey: string;
  spool: string;
}

/** The tasks of the role `archive`. */
export function archiveRole(deps: Deps, settings: Settings, limits = LIMITS): WorkerTask[] {
  const { stream, database, clock, log } = deps;
  const worker = workerId();
  const { pseudonymKey, spool } = settings;
  const held = { retentionMs: settings.retentionDays * DAY_MS, pseudonymKey, spool };
  const opened = async () => ({
    ...deps,
    archive: await deps.archive(),
    spool: settings.spool,
  });
  // What is committed is there: nothing has to be waited for until it shows.
  const topics = ARCHIVED_TOPICS.map((topic) => ({ topic, watermarks: new Watermarks(0) }));

  const reportProgress = async () => {
    for (const { topic, watermarks } of topics) {
      const asked = clock.now();
      watermarks.standing(await stream.lag(topic, ARCHIVE_GROUP), asked);
      const rows = watermarks.searchable(clock.now());
      await recordProgress(database, worker, rows, clock.now(), { group: ARCHIVE_GROUP, topic });
    }
  };

  return [
    {
      name: "archive",
      run: async (signal) => archiveTopics(await opened(), { ...held, limits }, topics, signal),
    },
    {
      name: "archive-progress",
      run: (signal) => every(PROGRESS_MS, "archive-progress", reportProgress, { log, signal }),
    },
    {
      name: "archive-housekeeping",
      run: async (signal) => {
        const round = housekeeping(await opened(), settings.retentionDays + 2);
        await every(HOUSEKEEPING_MS, "archive-housekeeping", round, { log, signal });
      },
    },
  ];
}
