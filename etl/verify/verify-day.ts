import { type Commit, commitsOf } from "#lib/archive/commit.ts";
import {
  ARCHIVED_TOPICS,
  type ArchivedSet,
  type ArchivedTopic,
  IMPORTED_HOURS,
} from "#lib/archive/topics.ts";
import { dayOf } from "#lib/day.ts";
import { readReceipt } from "#lib/pipeline/progress.ts";
import type { StepResult } from "#lib/verification/types.ts";
import { DAY_MS, type Day, rangeOf } from "../day.ts";
import { findJobs } from "../find-jobs.ts";
import type { Job } from "../job.ts";
import { readArchivedDay, verifyFiles } from "./archive-day.ts";
import { type ArchiveProgress, archiveProgress } from "./archive-progress.ts";
import type { VerifyDeps } from "./deps.ts";
import type { Refused } from "./distinct-hour.ts";
import { readRefused, verifyIndex } from "./verify-index.ts";
import { verifySnapshot } from "./verify-snapshot.ts";
import { verifyStream } from "./verify-stream.ts";
import { verifyTable } from "./verify-table.ts";
import { verifyWarehouse } from "./verify-warehouse.ts";

/** What the days of one round share. */
export interface Round {
  jobs: readonly Job[];
  commits: ReadonlyMap<ArchivedSet, readonly Commit[]>;
  progress: ReadonlyMap<ArchivedTopic, ArchiveProgress>;
  indexedTo: number | null;
  refused(): Promise<Refused>;
}

/** Asks how far everybody is, before anything is counted: from `first` on, days can be verified. */
export async function beginRound(deps: VerifyDeps, first: Day): Promise<Round> {
  const { from } = rangeOf(first);
  const progress = new Map<ArchivedTopic, ArchiveProgress>();
  const commits = new Map<ArchivedSet, readonly Commit[]>();
  for (const topic of ARCHIVED_TOPICS) progress.set(topic, await archiveProgress(deps, topic));
  for (const topic of [...ARCHIVED_TOPICS, IMPORTED_HOURS] as const) {
    // With the day before, to see whether the first commit of the day follows one.
    const own: Commit[] = [];
    for await (const commit of commitsOf(deps.archive, topic, from - DAY_MS)) own.push(commit);
    commits.set(topic, own);
  }
  const now = deps.clock.now();
  const { completeTo } = await readReceipt(deps.database, now);
  let refused: Promise<Refused> | undefined;
  return {
    jobs: await findJobs(),
    commits,
    progress,
    indexedTo: completeTo,
    refused: () => {
      refused ??= readRefused(deps.stream, { from, to: deps.clock.now() + DAY_MS });
      return refused;
    },
  };
}

async function verifyTopic(
  deps: VerifyDeps,
  round: Round,
  topic: ArchivedTopic,
  day: Day,
): Promise<StepResult[]> {
  const commits = round.commits.get(topic) ?? [];
  const progress = round.progress.get(topic) ?? { archivedTo: null, ends: new Map() };
  const { archivedTo } = progress;
  const hours = await readArchivedDay(deps.archive, topic, day, commits);
  const results = [await verifyStream(deps, topic, { day, commits, progress }), verifyFiles(topic, hours)];
  if (topic === "api-requests") {
    const { indexedTo, refused } = round;
    results.push(await verifyIndex(deps, { day: hours, archivedTo, indexedTo, refused }));
  }
  results.push(await verifyWarehouse(deps, topic, { day, hours, archivedTo }));
  return results;
}

/** Compares every store with its source, for one day (UTC). Throws when a store does not answer. */
export async function verifyDay(deps: VerifyDeps, round: Round, day: Day): Promise<StepResult[]> {
  const results: StepResult[] = [];
  // A new installation may verify before it loads.
  await deps.warehouse.prepare(round.jobs.map(({ table }) => table));
  for (const topic of ARCHIVED_TOPICS) results.push(...(await verifyTopic(deps, round, topic, day)));
  results.push(...(await verifySnapshot(deps, day)));
  const isOver = day < dayOf(deps.clock.now());
  const jobs = round.jobs.filter(({ schedule }) => schedule === "hourly" || isOver);
  for (const job of jobs) {
    const result = await verifyTable(deps, { day, job, commits: round.commits });
    if (result !== null) results.push(result);
  }
  return results;
}
