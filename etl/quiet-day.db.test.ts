import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WAREHOUSES } from "#lib/testing/warehouses.ts";
import { findJobs } from "./find-jobs.ts";
import { sweep } from "./sweep.ts";
import { anInteraction } from "./testing/archive-events.ts";
import { openWorld, type World } from "./testing/world.ts";

const { signal } = new AbortController();
const NOON = 12 * 3_600_000;
const at = (day: string) => anInteraction({ timestamp: Date.parse(day) + NOON });

for (const { name, open } of WAREHOUSES) {
  describe(`a Sunday of which the archive got nothing, in ${name}`, () => {
    let world: World;
    /** As the role does: each schedule has its own sweeps. */
    const swept = async () => {
      const jobs = await findJobs();
      for (const schedule of ["hourly", "daily"]) {
        const own = jobs.filter((job) => job.schedule === schedule);
        for await (const { job, day, result } of sweep(world.deps, own, signal, jobs))
          expect(result.state, `${job} ${day}`).toMatch(/^(succeeded|current)$/);
      }
    };
    beforeAll(async () => {
      world = await openWorld(open);
      await world.interactions.write([at("2026-02-28"), at("2026-03-02")]);
      await swept();
    });
    afterAll(() => world.close());

    it("has its windows", async () => {
      const sql = `select window_days, active_users from warehouse.channel_users_windowed
        where usage_date = '2026-03-01' order by 1`;
      expect(await world.read(sql)).toEqual([
        [7, 1],
        [28, 1],
        [91, 1],
      ]);
    });

    it("ends a week whose cohort is counted", async () => {
      const sql = "select cohort_week, weeks_later, users from warehouse.channel_retention_weekly";
      expect(await world.read(sql)).toEqual([["2026-02-23", 0, 1]]);
    });
  });
}
