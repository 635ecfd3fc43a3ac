import { commitsOf } from "#lib/archive/commit.ts";
import { compactHour } from "#lib/archive/compact-hour.ts";
import { ArchiveDamaged } from "#lib/archive/open-parquet.ts";
import { sweepDay } from "#lib/archive/sweep-day.ts";
import { ARCHIVED_TOPICS, type ArchivedTopic } from "#lib/archive/topics.ts";
import { ArchiveRefused } from "#lib/stores/archive/port.ts";
import type { ArchiveDeps } from "./archive-topic.ts";
import { tidySpools } from "./spool.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** An hour is closed for so long before its files are merged: most late events are there. */
const CLOSED_MS = 2 * HOUR_MS;

type Deps = Pick<ArchiveDeps, "archive" | "clock" | "log"> & { spool: string };

/** Merges the small files of hours that are closed, of those that got any since a round before. */
function compactionRound(deps: Deps, topic: ArchivedTopic): () => Promise<void> {
  const { archive, clock, log } = deps;
  const touched = new Set<number>();
  let since = clock.now() - DAY_MS;
  return async () => {
    const now = clock.now();
    for await (const { files } of commitsOf(archive, topic, since))
      for (const { hour } of files) touched.add(Date.parse(hour));
    since = now;
    for (const hour of [...touched].sort((left, right) => left - right)) {
      if (hour + HOUR_MS > now - CLOSED_MS) continue;
      const at = { topic, hour: new Date(hour).toISOString() };
      try {
        const replaced = await compactHour(deps, topic, hour);
        if (replaced > 0) log.info({ ...at, files: replaced }, "merged files");
      } catch (error) {
        // One hour keeps nothing else from being tidied; verification names a damaged one.
        if (!(error instanceof ArchiveDamaged || error instanceof ArchiveRefused)) throw error;
        log.error({ ...at, error: error.message }, "an hour of the archive stays as it is");
      }
      touched.delete(hour);
    }
  };
}

/**
 * One round: merges small files, and looks at one day of the last `days` for files that nobody needs; round by round at
 * all of them.
 */
export function housekeeping(deps: Deps, days: number): () => Promise<void> {
  const { archive, clock, log } = deps;
  const compactions = ARCHIVED_TOPICS.map((topic) => compactionRound(deps, topic));
  let round = 0;
  return async () => {
    await tidySpools(deps.spool, clock);
    for (const compact of compactions) await compact();
    const now = clock.now();
    const day = Math.floor(now / DAY_MS) * DAY_MS - (round % days) * DAY_MS;
    round += 1;
    for (const topic of ARCHIVED_TOPICS) {
      try {
        const removed = await sweepDay(archive, topic, day, now);
        if (removed > 0) log.info({ topic, files: removed }, "removed files that no commit names");
      } catch (error) {
        if (!(error instanceof ArchiveRefused)) throw error;
        log.warn({ topic, error: error.message }, "files that no commit names stay");
      }
    }
  };
}
