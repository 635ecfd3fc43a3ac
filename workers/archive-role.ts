import { ARCHIVED_TOPICS } from "#lib/archive/topics.ts";
import { pseudonymizer } from "#lib/events/pseudonym.ts";
import type { Archive } from "#lib/stores/archive/port.ts";
import { archiveTopic } from "./archive/archive-topic.ts";
import { housekeeping } from "./archive/housekeeping.ts";
import type { ArchiveLimits } from "./archive/open-partition.ts";
import type { WorkerDeps } from "./deps.ts";
import { every } from "./every.ts";
import type { WorkerTask } from "./runtime.ts";

const DAY_MS = 86_400_000;
const HOUSEKEEPING_MS = 30 * 60_000;

const LIMITS: ArchiveLimits = {
  fileBytes: 128 * 1_048_576,
  ageMs: 3_600_000,
  openFiles: 48,
  waitingRows: 20_000,
  waitingBytes: 64 * 1_048_576,
};

type Deps = Pick<WorkerDeps, "stream" | "clock" | "log" | "metrics"> & { archive: () => Promise<Archive> };

interface Settings {
  retentionDays: number;
  pseudonymKey: string;
  spool: string;
}

/** The tasks of the role `archive`. */
export function archiveRole(deps: Deps, settings: Settings, limits = LIMITS): WorkerTask[] {
  const { stream, log } = deps;
  const accept = {
    incarnation: stream.incarnation,
    retentionMs: settings.retentionDays * DAY_MS,
    pseudonymize: pseudonymizer(settings.pseudonymKey),
  };
  const opened = async () => ({
    ...deps,
    archive: await deps.archive(),
    accept,
    limits,
    spool: settings.spool,
  });
  return [
    ...ARCHIVED_TOPICS.map((topic) => ({
      name: `archive-${topic}`,
      run: async (signal: AbortSignal) => archiveTopic(await opened(), topic, signal),
    })),
    {
      name: "archive-housekeeping",
      run: async (signal) => {
        const round = housekeeping(await opened(), settings.retentionDays + 2);
        await every(HOUSEKEEPING_MS, "archive-housekeeping", round, { log, signal });
      },
    },
  ];
}
