import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Day, daysBetween } from "#etl/day.ts";
import { findJobs } from "#etl/find-jobs.ts";
import { backfill } from "#etl/sweep.ts";
import { ARCHIVED_TOPICS, type ArchivedTopic } from "#lib/archive/topics.ts";
import { systemClock } from "#lib/clock.ts";
import { createDatabase } from "#lib/database/client.ts";
import { dayOf } from "#lib/day.ts";
import { createLog } from "#lib/log.ts";
import { ARCHIVE_GROUP } from "#lib/pipeline/groups.ts";
import type { Warehouse } from "#lib/stores/warehouse/port.ts";
import { gapsBetweenCommits } from "../archive-kills/contiguous.ts";
import { DaysSeen, loadedDays } from "../archive-kills/days.ts";
import { killArchivers } from "../archive-kills/kill-archivers.ts";
import { killLoaders } from "../archive-kills/kill-loaders.ts";
import type { Figures, Scenario, Verdict, World } from "../types.ts";
import { type Expected, PSEUDONYM_KEY, WholeWay } from "../whole-way/messages.ts";
import { produce } from "../whole-way/produce.ts";
import { compare, inArchive, inWarehouse, total } from "../whole-way/stored.ts";

/** Kills of archivers, and as many of loaders; events come with pauses, so that they last as long as the kills. */
const SIZES = {
  full: { kills: 15, "api-requests": 120_000, interactions: 120_000, pauseMs: 400 },
  short: { kills: 5, "api-requests": 12_000, interactions: 12_000, pauseMs: 1_000 },
};
/** Other days than those of `whole-way`, which holds all that stores have of its own against each other. */
const DAYS_AGO = 8;
const PATIENCE_MS = 600_000;
const LOOK_MS = 250;
/** Of a mutated build's problems, and of others'. */
const MOST_PROBLEMS = 10;

type Ledger = Record<ArchivedTopic, Map<string, Expected>>;

async function archived(stream: World["stream"]): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  for (const topic of ARCHIVED_TOPICS)
    while ((await stream.lag(topic, ARCHIVE_GROUP)).some(({ lag }) => lag > 0)) {
      if (Date.now() > end) throw new Error(`Not in time: ${topic} archived`);
      await delay(LOOK_MS);
    }
}

/** Whether commits follow each other and the archive has what was produced, to the event. */
async function judgeArchive(
  { archive }: World,
  ledger: Ledger,
  days: readonly Day[],
): Promise<{ commits: number; problems: string[] }> {
  const problems: string[] = [];
  let commits = 0;
  for (const topic of ARCHIVED_TOPICS) {
    const gaps = await gapsBetweenCommits(archive, topic);
    commits += gaps.commits;
    const found = await inArchive({ archive }, topic, days, new Set(ledger[topic].keys()));
    problems.push(...gaps.problems, ...compare("the archive", topic, ledger[topic], found));
  }
  return { commits, problems };
}

/** What a day has once it is whole: the archive has been held against the ledger by then. */
async function wholeDays(
  { archive }: World,
  topic: ArchivedTopic,
  { days, channels }: { days: readonly Day[]; channels: readonly string[] },
): Promise<Map<Day, string>> {
  const whole = new Map<Day, string>();
  for (const day of days) {
    const sums = await inArchive({ archive }, topic, [day], new Set(channels));
    const checksum = [...sums.values()].reduce((sum, own) => sum + own.checksum, 0);
    whole.set(day, `${total(sums)}/${checksum}`);
  }
  return whole;
}

/** Looks at what readers see until it is told to stop. */
async function read(
  warehouse: Warehouse,
  seen: ReadonlyMap<ArchivedTopic, DaysSeen>,
  channels: readonly string[],
  stop: AbortSignal,
) {
  while (!stop.aborted)
    for (const [topic, days] of seen) days.look(await loadedDays(warehouse, topic, channels));
}

/** `preload`: what archivers load before they begin. */
export const archiveKills = (preload: string): Scenario => ({
  name: "archive-kills",
  describe: "archivers and loaders are killed with -9 thirty times, at random moments, while readers look",
  async run(world, size): Promise<Verdict> {
    await using opened = new AsyncDisposableStack();
    const folder = await mkdtemp(join(tmpdir(), "channelscope-archive-kills-"));
    opened.defer(() => rm(folder, { recursive: true, force: true }));
    const environment = { ...world.environment, PSEUDONYM_KEY, DATA_DIR: folder };
    const { kills, pauseMs } = SIZES[size];
    const plan = new WholeWay({ daysAgo: DAYS_AGO });
    const days = daysBetween(dayOf(plan.from), dayOf(plan.to - 1));

    const produced = Promise.all(
      ARCHIVED_TOPICS.map((topic) =>
        produce(world.stream, plan, { topic, events: SIZES[size][topic], pauseMs }),
      ),
    );
    const archiver = await killArchivers({ environment, preload, kills }, produced);
    opened.defer(() => archiver.stop());
    const [requests, interactions] = await produced;
    if (requests === undefined || interactions === undefined) throw new Error("Nothing was produced");
    const ledger: Ledger = { "api-requests": requests, interactions };
    await archived(world.stream);
    const { commits, problems } = await judgeArchive(world, ledger, days);
    const figures: Figures = { "kills of archivers": kills, commits };
    if (problems.length > 0) return { figures, problems: problems.slice(0, MOST_PROBLEMS) };

    const channels = [...requests.keys()];
    const database = opened.adopt(createDatabase(environment.DATABASE_URL), (it) => it.$disconnect());
    const warehouse = opened.adopt(await world.openWarehouse(), (it) => it.close());
    const jobs = (await findJobs()).filter(({ topics }) => topics.length > 0);
    await warehouse.prepare(jobs.map(({ table }) => table));
    const seen = new Map<ArchivedTopic, DaysSeen>();
    for (const topic of ARCHIVED_TOPICS)
      seen.set(topic, new DaysSeen(topic, await wholeDays(world, topic, { days, channels })));
    const stop = new AbortController();
    const reading = read(warehouse, seen, channels, stop.signal);
    reading.catch(() => undefined); // awaited below
    const survived = await killLoaders({ environment, database, days, kills });
    const deps = {
      ...world,
      database,
      warehouse,
      clock: systemClock,
      log: createLog("soak", "silent"),
      spool: folder,
    };
    for await (const { job, day, result } of backfill(deps, jobs, { days }))
      if (result.state !== "succeeded") problems.push(`${job} of ${day}: ${JSON.stringify(result)}`);
    stop.abort();
    await reading;

    for (const topic of ARCHIVED_TOPICS) {
      const loaded = await inWarehouse({ warehouse }, topic, channels);
      problems.push(
        ...compare("the warehouse", topic, ledger[topic], loaded),
        ...(seen.get(topic)?.problems ?? []),
      );
      figures[topic] = total(ledger[topic]);
    }
    const looks = [...seen.values()].reduce((sum, each) => sum + each.looks, 0);
    return {
      figures: { ...figures, "kills of loaders": kills - survived, looks },
      problems: problems.slice(0, MOST_PROBLEMS),
    };
  },
});

export default archiveKills(join(import.meta.dirname, "../../../workers/testing/archive-early.mjs"));
