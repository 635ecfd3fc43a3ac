import { type Commit, type CommittedFile, writeCommit } from "#lib/archive/commit.ts";
import type { Clock } from "#lib/clock.ts";
import type { Archive } from "#lib/stores/archive/port.ts";
import type { WorkerMetrics } from "../metrics.ts";
import { describeFile, type OpenFile, type OpenPartition } from "./open-partition.ts";
import type { Retry } from "./retry.ts";

const PUT_AT_ONCE = 4;

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
  metrics: WorkerMetrics;
  retry: Retry;
}

async function put({ archive, retry }: Deps, files: OpenFile[]): Promise<CommittedFile[]> {
  const left = files.entries();
  const described: CommittedFile[] = [];
  await Promise.all(
    Array.from({ length: PUT_AT_ONCE }, async () => {
      for (const [place, open] of left) {
        const bytes = await open.file.finish();
        await retry(() => archive.putFile(open.key, open.file.path));
        described[place] = describeFile(open, bytes);
      }
    }),
  );
  return described;
}

/**
 * Brings what is held to the archive: first the files, then the commit that names them. Until that is there, nobody reads
 * them; after it, their records may be acknowledged. Throws `Superseded`, with no file left behind.
 */
export async function commitPartition(deps: Deps, open: OpenPartition): Promise<void> {
  const { archive, clock, metrics, retry } = deps;
  const started = performance.now();
  const events = await put(
    deps,
    open.files.filter(({ quarantined }) => !quarantined),
  );
  const quarantined = await put(
    deps,
    open.files.filter((file) => file.quarantined),
  );
  const commit: Commit = {
    version: 1,
    ...open.source,
    start: open.start,
    end: open.next,
    at: new Date(clock.now()).toISOString(),
    files: events,
    quarantined,
  };
  const outcome = await retry(() => writeCommit(archive, commit));
  if (outcome === "superseded") {
    await retry(() => archive.remove([...events, ...quarantined].map(({ key }) => key)));
    throw new Superseded(open.source.partition);
  }
  const { topic } = open.source;
  metrics.archived.inc({ topic }, open.held);
  metrics.archivedFiles.inc({ topic }, events.length + quarantined.length);
  metrics.archiveCommitSeconds.observe((performance.now() - started) / 1_000);
  await open.committed();
}
