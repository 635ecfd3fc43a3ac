import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { daysBetween } from "#etl/day.ts";
import { findJobs } from "#etl/find-jobs.ts";
import { backfill } from "#etl/sweep.ts";
import type { VerifyDeps } from "#etl/verify/deps.ts";
import { beginRound, verifyDay } from "#etl/verify/verify-day.ts";
import { ARCHIVED_TOPICS, type ArchivedTopic } from "#lib/archive/topics.ts";
import { systemClock } from "#lib/clock.ts";
import { createDatabase } from "#lib/database/client.ts";
import { dayOf } from "#lib/day.ts";
import { createLog } from "#lib/log.ts";
import { ARCHIVE_GROUP } from "#lib/pipeline/groups.ts";
import { INDEX_GROUP, INDEX_TOPIC, readReceipt } from "#lib/pipeline/progress.ts";
import { ENTITIES } from "#lib/snapshot/entities.ts";
import { openSnapshot } from "#lib/snapshot/open.ts";
import { installedMariaDb, startMariaDb } from "#lib/testing/mariadb.ts";
import type { StepResult } from "#lib/verification/types.ts";
import { startWorker } from "#workers/testing/worker-process.ts";
import type { Figures, Scenario, World } from "../types.ts";
import { PSEUDONYM_KEY, WholeWay } from "../whole-way/messages.ts";
import { compareSnapshot, fillPlatform, type Snapshot, takeAndLoad } from "../whole-way/platform.ts";
import { produce } from "../whole-way/produce.ts";
import { compare, inArchive, inIndex, inWarehouse, total } from "../whole-way/stored.ts";

const EVENTS = { full: 2_000_000, short: 200_000 };
const INTERACTIONS = { full: 200_000, short: 20_000 };
/** Users of the platform's own database, with as many connections and twice as many Recipes. */
const USERS = { full: 100_000, short: 5_000 };
const PATIENCE_MS = 1_800_000;
const LOOK_MS = 500;
/** Of a day: files and loads of both topics, the index, and the tables' own rules. */
const LEAST_EQUAL = 6;
const DAY_MS = 86_400_000;

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const started = performance.now();
  while (!(await holds())) {
    if (performance.now() - started > PATIENCE_MS) throw new Error(`Not in time: ${what}`);
    await delay(LOOK_MS);
  }
}

async function lag(
  { stream }: World,
  topic: ArchivedTopic | typeof INDEX_TOPIC,
  group: string,
): Promise<number> {
  const partitions = await stream.lag(topic, group);
  return partitions.reduce((sum, partition) => sum + partition.lag, 0);
}

/** Everything that was taken is archived, and in the index or a dead letter, and the receipt says so. */
async function drained(world: World, { database }: Pick<VerifyDeps, "database">): Promise<void> {
  for (const topic of ARCHIVED_TOPICS)
    await until(`${topic} archived`, async () => (await lag(world, topic, ARCHIVE_GROUP)) === 0);
  await until("indexed", async () => (await lag(world, INDEX_TOPIC, INDEX_GROUP)) === 0);
  const now = Date.now();
  await until("complete", async () => ((await readReceipt(database, Date.now())).completeTo ?? 0) > now);
}

/** What came today was archived today, and the snapshot is today's; events of today's hours may be anybody's. */
const isOfToday = ({ step, subject }: StepResult) =>
  step === "stream_archive" ||
  step === "application_warehouse" ||
  (step === "table_checks" && ENTITIES.some((entity) => entity === subject));

/** A MySQL of the platform's own, where one is installed, and what it has; otherwise the application's database. */
async function openPlatform(
  opened: AsyncDisposableStack,
  users: number,
): Promise<{ url: string; snapshot: Snapshot } | null> {
  const installed = installedMariaDb();
  if (installed === null) return null;
  const mariadb = opened.adopt(await startMariaDb(installed), (it) => it.close());
  return { url: mariadb.url, snapshot: await fillPlatform(mariadb, users) };
}

class Steps {
  readonly figures: Figures = {};
  #started = performance.now();

  end(name: string): void {
    this.figures[`${name} s`] = Math.round((performance.now() - this.#started) / 100) / 10;
    this.#started = performance.now();
  }
}

const scenario: Scenario = {
  name: "whole-way",
  describe:
    "requests and interactions of three days, and a snapshot of a platform's MySQL, go to the warehouse, to the event",
  async run(world, size) {
    await using opened = new AsyncDisposableStack();
    const spool = await mkdtemp(join(tmpdir(), "channelscope-whole-way-"));
    opened.defer(() => rm(spool, { recursive: true, force: true }));
    const environment = { ...world.environment, PSEUDONYM_KEY, DATA_DIR: spool };
    const preload = join(import.meta.dirname, "../../../workers/testing/archive-early.mjs");
    for (const roles of [["index"], ["archive"]])
      opened.adopt(await startWorker(environment, { roles, preload }), (worker) => worker.stop());
    const database = opened.adopt(createDatabase(environment.DATABASE_URL), (it) => it.$disconnect());
    const { archive } = world;
    const warehouse = opened.adopt(await world.openWarehouse(), (it) => it.close());
    const log = createLog("whole-way", "silent");
    const deps = { ...world, database, warehouse, clock: systemClock, log, retentionMs: 30 * DAY_MS };

    const plan = new WholeWay();
    // An earlier run on the same index may have left these days there.
    for (const part of await world.index.parts())
      if (part.from >= plan.from && part.to <= plan.to) await world.index.drop(part);
    const steps = new Steps();
    const expected = {
      "api-requests": await produce(world.stream, plan, { topic: "api-requests", events: EVENTS[size] }),
      interactions: await produce(world.stream, plan, { topic: "interactions", events: INTERACTIONS[size] }),
    };
    steps.end("produced");
    await drained(world, deps);
    steps.end("indexed and archived");

    const problems: string[] = [];
    const days = daysBetween(dayOf(plan.from), dayOf(plan.to - 1));
    const jobs = await findJobs();
    for await (const { job, day, result } of backfill({ ...deps, spool }, jobs, { days }))
      if (result.state !== "succeeded") problems.push(`${job} of ${day}: ${JSON.stringify(result)}`);
    steps.end("loaded");

    const today = dayOf(Date.now());
    const platform = await openPlatform(opened, USERS[size]);
    const { DATABASE_URL: databaseUrl } = environment;
    const source = { database, databaseUrl, sourceUrl: platform?.url ?? null, pseudonymKey: PSEUDONYM_KEY };
    problems.push(...(await takeAndLoad({ ...deps, spool, snapshot: await openSnapshot(source) }, today)));
    if (platform !== null) {
      problems.push(...(await compareSnapshot(deps, today, platform.snapshot)));
      for (const [entity, rows] of Object.entries(platform.snapshot))
        steps.figures[`MySQL's ${entity}`] = rows;
    }
    steps.end("snapshot loaded");

    for (const topic of ARCHIVED_TOPICS) {
      const channels = [...expected[topic].keys()];
      const archived = await inArchive({ archive }, topic, days, new Set(channels));
      problems.push(...compare("the archive", topic, expected[topic], archived));
      const loaded = await inWarehouse({ warehouse }, topic, channels);
      problems.push(...compare("the warehouse", topic, expected[topic], loaded));
      steps.figures[topic] = total(expected[topic]);
    }
    const requests = expected["api-requests"];
    problems.push(
      ...compare("the index", "api-requests", requests, await inIndex(world, [...requests.keys()], plan)),
    );
    steps.end("counted");

    const round = await beginRound(deps, days[0] ?? "");
    let equal = 0;
    for (const day of [...days, today])
      for (const result of await verifyDay(deps, round, day)) {
        if ((day === today) !== isOfToday(result)) continue;
        if (result.state === "equal") equal += 1;
        problems.push(...result.disagreements.map(({ words }) => words));
      }
    steps.end("verified");
    // Verification that compared nothing would prove nothing.
    if (equal < LEAST_EQUAL * days.length) problems.push("verification found too little to compare");
    return { figures: { ...steps.figures, "comparisons equal": equal }, problems: problems.slice(0, 10) };
  },
};

export default scenario;
