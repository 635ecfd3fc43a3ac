import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findJobs } from "#etl/find-jobs.ts";
import type { Job } from "#etl/job.ts";
import { beginRun } from "#etl/job-runs.ts";
import { anInteraction } from "#etl/testing/archive-events.ts";
import { openWorld, type World } from "#etl/testing/world.ts";
import { WAREHOUSES } from "#lib/testing/warehouses.ts";
import { VERIFY_JOB } from "#lib/verification/types.ts";
import { serveRequests } from "./job-requests.ts";

const [postgres] = WAREHOUSES;
const never = new AbortController().signal;
const DAYS = ["2026-02-28", "2026-03-01", "2026-03-02"];

let world: World;
let jobs: Job[];
beforeEach(async () => {
  if (postgres === undefined) throw new Error("There is no warehouse to test with");
  [world, jobs] = [await openWorld(postgres.open), await findJobs()];
  await world.interactions.write(
    DAYS.map((day) => anInteraction({ timestamp: Date.parse(`${day}T12:00:00Z`) })),
  );
});
afterEach(() => world.close());

const ask = (job: string, { forced = false } = {}) =>
  world.deps.database.jobRequest.create({
    data: {
      job,
      firstDay: new Date("2026-02-28"),
      lastDay: new Date("2026-03-02"),
      forced,
      state: "waiting",
      openJob: job,
      requestedAt: new Date(world.deps.clock.now()),
    },
    select: { id: true },
  });
const ended = async ({ id }: { id: string }) =>
  world.deps.database.jobRequest.findUniqueOrThrow({
    where: { id },
    select: { state: true, openJob: true, daysDone: true, daysFailed: true, error: true },
  });
const verified: string[] = [];
async function* verify(days: readonly string[]) {
  for (const day of days) {
    verified.push(day);
    yield { day, problem: day === "2026-03-01" ? "the index does not answer" : null };
  }
}
const runs = () => world.deps.database.jobRun.count();

describe("the worker that runs jobs", () => {
  it("makes the days that are not up to date, or all of them when asked so", async () => {
    const first = await ask("load_interactions");
    await serveRequests(world.deps, { jobs, verify }, never);
    expect(await ended(first)).toEqual({
      state: "done",
      openJob: null,
      daysDone: 3,
      daysFailed: 0,
      error: null,
    });
    expect(await world.read("select count(*) from warehouse.interactions")).toEqual([[3]]);
    expect(await runs()).toBe(3);
    await ask("load_interactions");
    await serveRequests(world.deps, { jobs, verify }, never);
    expect(await runs()).toBe(3);
    await ask("load_interactions", { forced: true });
    await serveRequests(world.deps, { jobs, verify }, never);
    expect(await runs()).toBe(6);
  });

  it("tells which day could not be made, and goes on", async () => {
    const request = await ask("channel_usage_daily");
    await serveRequests(world.deps, { jobs, verify }, never);
    expect(await ended(request)).toMatchObject({
      state: "failed",
      daysDone: 3,
      daysFailed: 3,
      error: expect.stringContaining("needs load_interactions of that day: run it first"),
    });
    const unknown = await ask("of_another_version");
    await serveRequests(world.deps, { jobs, verify }, never);
    expect(await ended(unknown)).toMatchObject({ state: "failed", error: expect.stringContaining("no job") });
  });

  it("compares the stores' days, too", async () => {
    verified.length = 0;
    const request = await ask(VERIFY_JOB);
    await serveRequests(world.deps, { jobs, verify }, never);
    expect(verified).toEqual(DAYS);
    expect(await ended(request)).toEqual({
      state: "failed",
      openJob: null,
      daysDone: 3,
      daysFailed: 1,
      error: "2026-03-01: the index does not answer",
    });
  });

  it("waits for a sweep that makes the job, rather than to pass a day over", async () => {
    const { deps } = world;
    const other = await beginRun(deps, "load_interactions", "2026-02-28", "");
    const request = await ask("load_interactions");
    const served = serveRequests(deps, { jobs, verify }, never);
    await vi.waitFor(async () => expect(await ended(request)).toMatchObject({ state: "running" }));
    await deps.database.jobRun.update({
      where: { id: other ?? "" },
      data: { runningJob: null, state: "succeeded" },
    });
    await served;
    expect(await ended(request)).toMatchObject({ state: "done", daysDone: 3 });
    expect(await deps.database.jobRun.count({ where: { rows: { not: null } } })).toBe(3);
  });

  it("leaves the rest to another when it is told to stop, and ends when somebody cancels", async () => {
    const leaving = new AbortController();
    const stopAfterOne = jobs.map((job) => ({
      ...job,
      run: async (...given: Parameters<Job["run"]>) => {
        leaving.abort();
        return job.run(...given);
      },
    }));
    const request = await ask("load_interactions");
    await serveRequests(world.deps, { jobs: stopAfterOne, verify }, leaving.signal);
    expect(await ended(request)).toMatchObject({ state: "waiting", daysDone: 1 });

    const cancelAfterOne = jobs.map((job) => ({
      ...job,
      run: async (...given: Parameters<Job["run"]>) => {
        await world.deps.database.jobRequest.update({
          where: { id: request.id },
          data: { cancelRequestedAt: new Date() },
        });
        return job.run(...given);
      },
    }));
    await serveRequests(world.deps, { jobs: cancelAfterOne, verify }, never);
    expect(await ended(request)).toMatchObject({ state: "cancelled", openJob: null, daysDone: 2 });
  });
});
