import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ENGINES, type OpenEngines } from "#lib/testing/engines.ts";
import { WAREHOUSES } from "#lib/testing/warehouses.ts";
import type { Day } from "../day.ts";
import { findJobs } from "../find-jobs.ts";
import { runJob } from "../run.ts";
import { sweep } from "../sweep.ts";
import { anInteraction } from "../testing/archive-events.ts";
import { openWorld, type World } from "../testing/world.ts";
import { verifyTable } from "./verify-table.ts";

const YESTERDAY = "2026-03-02";
const TEN_DAYS_BEFORE = "2026-02-20";

const [postgres] = WAREHOUSES;
const [embedded] = ENGINES;
if (postgres === undefined || embedded === undefined) throw new Error("There are no stores to test with");

describe("whether a daily table was made anew in time", () => {
  let world: World;
  let stores: OpenEngines;
  let people = 0;

  const interaction = (day: Day) => {
    people += 1;
    return anInteraction({ user_id: `u_${people}`, timestamp: Date.parse(`${day}T09:00:00Z`) });
  };

  beforeEach(async () => {
    world = await openWorld(postgres.open);
    stores = await embedded.open();
    world.deps.clock.set("2026-03-03T01:30:00Z");
    await world.interactions.write([interaction(TEN_DAYS_BEFORE), interaction(YESTERDAY)]);
    for await (const { job, day, result } of sweep(world.deps, await findJobs()))
      expect(result.state, `${job} ${day}`).toBe("succeeded");
  });
  afterEach(async () => {
    await stores.close();
    await world.close();
  });

  const jobOf = async (name: string) => {
    const found = (await findJobs()).find((job) => job.name === name);
    if (found === undefined) throw new Error(`There is no job ${name}`);
    return found;
  };
  /** An event of the day comes late, and only these jobs are run for it. */
  const comesLate = async (day: Day, ...jobs: string[]) => {
    await world.interactions.write([interaction(day)]);
    for (const name of jobs)
      expect(await runJob(world.deps, await jobOf(name), day)).toMatchObject({ state: "succeeded" });
  };
  /** What is said of yesterday's table at an instant: that it waits, or that it is wrong. */
  const said = async (table: string, at: string) => {
    world.deps.clock.set(at);
    const { stream, index } = stores;
    const deps = { ...world.deps, stream, index, retentionMs: 30 * 86_400_000 };
    const given = { day: YESTERDAY, job: await jobOf(table), commits: new Map() };
    const result = await verifyTable(deps, given);
    return {
      waits: result?.notCompared.map(({ reason }) => reason),
      wrong: result?.disagreements.map(({ words }) => words),
    };
  };

  it("is asked after the night that follows a late event, not hours after it", async () => {
    world.deps.clock.set("2026-03-03T10:10:00Z");
    await comesLate(YESTERDAY, "load_interactions");
    const since = "user_activity_daily has not run since 2026-03-03 10:10:00 UTC, when what it reads changed";
    for (const at of ["2026-03-03T14:10:00Z", "2026-03-04T04:30:00Z"])
      expect(await said("user_activity_daily", at)).toEqual({ waits: [since], wrong: [] });
    expect(await said("user_activity_daily", "2026-03-04T05:00:00Z")).toMatchObject({
      waits: [],
      wrong: [`warehouse.user_activity_daily of 2026-03-02 is out of date: ${since}.`],
    });
  });

  it("is asked of every day that a window reads", async () => {
    world.deps.clock.set("2026-03-03T10:10:00Z");
    await comesLate(TEN_DAYS_BEFORE, "load_interactions", "user_activity_daily");
    expect((await said("channel_users_windowed", "2026-03-04T05:00:00Z")).wrong).toEqual([
      "warehouse.channel_users_windowed of 2026-03-02 is out of date: channel_users_windowed has not run since 2026-03-03 10:10:00 UTC, when what it reads changed.",
    ]);
    // It reads yesterday alone.
    expect(await said("user_activity_daily", "2026-03-04T05:00:00Z")).toEqual({ waits: [], wrong: [] });
  });
});
