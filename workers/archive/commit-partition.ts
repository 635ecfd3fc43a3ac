import { type Commit, writeCommit } from "#lib/archive/commit.ts";
import type { Source } from "#lib/archive/names.ts";
import { GRACE_MS } from "#lib/archive/sweep-day.ts";
import type { Clock } from "#lib/clock.ts";
import type { Log } from "#lib/log.ts";
import type { Archive } from "#lib/stores/archive/port.ts";
import { Abandoned } from "../backoff.ts";
import type { WorkerMetrics } from "../metrics.ts";
import type { Finished, FinishedFile } from "./holder.ts";
import type { Retry } from "./retry.ts";

const PUT_AT_ONCE = 4;
/** After so long, files without a commit are put again: another host sweeps those that look left behind. */
const PUT_AGAIN_MS = GRACE_MS / 2;

/** Another archiver committed the same records first. */
export class Superseded extends Error {
  override readonly name = "Superseded";
  readonly partition: number;

  constructor(partition: number) {
    super(`Another archiver was first with records of partition ${partition}.`);
    this.partition = partition;
  }
}

interface Deps {
  archive: Archive;
  clock: Clock;
  log: Log;
  metrics: WorkerMetrics;
  retry: Retry;
}

async function put({ archive, retry }: Deps, files: readonly FinishedFile[]): Promise<void> {
  const left = files.values();
  await Promise.all(
    Array.from({ length: PUT_AT_ONCE }, async () => {
      for (const { path, file } of left) await retry(() => archive.putFile(file.key, path));
    }),
  );
}

/** The sweep takes what is left: a role that may not remove has no reason to stand still. */
async function removeFiles({ archive, retry, log }: Deps, files: readonly FinishedFile[]): Promise<void> {
  try {
    await retry(() => archive.remove(files.map(({ file }) => file.key)));
  } catch (error) {
    if (error instanceof Abandoned) throw error;
    log.warn({ error: String(error) }, "files of records that another committed first are left to the sweep");
  }
}

/**
 * Brings what is finished to the archive: first the files, then the commit that names them. Until that is there, nobody reads
 * them; after it, their records may be acknowledged. Throws `Superseded`, with no file left behind where it may remove.
 */
export async function commitPartition(
  deps: Deps,
  source: Source,
  { start, end, records, files }: Finished,
): Promise<void> {
  const { archive, clock, metrics, retry } = deps;
  const started = performance.now();
  let putAt = clock.now();
  await put(deps, files);
  const named = (quarantined: boolean) =>
    files.filter((one) => one.quarantined === quarantined).map(({ file }) => file);
  const at = new Date(clock.now()).toISOString();
  const commit: Commit = {
    version: 1,
    ...source,
    start,
    end,
    at,
    files: named(false),
    quarantined: named(true),
  };
  const outcome = await retry(async () => {
    while (clock.now() - putAt > PUT_AGAIN_MS) {
      putAt = clock.now();
      await put(deps, files);
    }
    return writeCommit(archive, commit);
  });
  if (outcome === "superseded") {
    await removeFiles(deps, files);
    throw new Superseded(source.partition);
  }
  metrics.archived.inc({ topic: source.topic }, records);
  metrics.archivedFiles.inc({ topic: source.topic }, files.length);
  metrics.archiveCommitSeconds.observe((performance.now() - started) / 1_000);
}
