import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Person } from "../channels/access.ts";
import { recordHeartbeat } from "../pipeline/heartbeat.ts";
import { type MembersWorld, openMembersWorld } from "../testing/members.ts";
import { describeJobs } from "./describe.ts";
import { jobsView } from "./jobs-view.ts";
import { readRun } from "./read-run.ts";
import { cancelRequest } from "./requests/cancel.ts";
import {
  type ClaimedRequest,
  claimRequest,
  finishRequest,
  releaseRequest,
  reportProgress,
} from "./requests/claim.ts";
import { requestDays } from "./requests/request.ts";

const JOB = {
  describe: "one",
  schedule: "daily",
  topics: [],
  dependsOn: [],
  table: "t",
  columns: [],
  version: "1",
};
const DAYS = { job: "load", firstDay: "2026-02-27", lastDay: "2026-03-02", forced: false };
const NO_FIGURES = { rssBytes: 1, samples: [] };

let world: MembersWorld;
let support: Person;
let analyst: Person;
let owner: Person;
beforeAll(async () => {
  world = await openMembersWorld();
  support = await world.somebody("support@platform.example", { staff: "support" });
  analyst = await world.somebody("analyst@platform.example", { staff: "analyst" });
  owner = await world.somebody("owner@acme.example", { owns: ["alpha"] });
});
afterAll(() => world.close());
beforeEach(async () => {
  world.clock.set("2026-03-02T10:00:00Z");
  await world.database.jobRequest.deleteMany();
  await world.database.jobRun.deleteMany();
  await world.database.workerHeartbeat.deleteMany();
  const jobs = [
    { ...JOB, name: "load", schedule: "hourly", topics: ["interactions"] },
    { ...JOB, name: "mart", dependsOn: ["load"] },
  ];
  await describeJobs(world, jobs);
});

const beat = () =>
  recordHeartbeat(
    world.database,
    { id: "host/1", host: "host", roles: ["jobs"], startedAt: 0, figures: NO_FIGURES },
    world.clock.now(),
  );
async function claim(): Promise<ClaimedRequest> {
  const claimed = await claimRequest(world);
  if (claimed === null) throw new Error("There is nothing to claim.");
  return claimed;
}
const refused = (code: string, field?: string) => expect.objectContaining({ code, field });
const requests = async () => (await jobsView(world, support)).requests;

let ran = 0;
const run = (job: string, day: string, more: object = {}) => {
  const startedAt = new Date(Date.UTC(2026, 2, 1, 1, 0, ran++));
  return world.database.jobRun.create({
    data: {
      job,
      day: new Date(`${day}T00:00:00Z`),
      state: "succeeded",
      leaseUntil: startedAt,
      inputs: "version 1; load: run 7",
      startedAt,
      finishedAt: new Date(startedAt.getTime() + 1_000),
      rows: 5n,
      ...more,
    },
    select: { id: true },
  });
};

describe("the view of jobs", () => {
  it("is staff's who may see the pipeline", async () => {
    for (const other of [analyst, owner]) {
      await expect(jobsView(world, other)).rejects.toEqual(refused("not_found"));
      await expect(requestDays(world, other, DAYS)).rejects.toEqual(refused("not_found"));
    }
  });

  it("tells each job's days, its newest run, and what is slow for it", async () => {
    for (const day of ["2026-02-26", "2026-02-27", "2026-02-28"]) await run("load", day);
    const checks = [
      { name: "unique", ok: false, detail: "2 wrong" },
      { name: "not null", ok: true, detail: "none wrong" },
    ];
    await run("load", "2026-02-28", { state: "failed", rows: null, checks, error: "Checks failed" });
    const finishedAt = new Date(Date.UTC(2026, 2, 1, 1, 30));
    const slow = await run("load", "2026-03-01", { finishedAt, log: [{ at: "2026-03-01", line: "hm" }] });
    const { jobs, runs, workerAlive, mayRun } = await jobsView(world, support);
    expect([workerAlive, mayRun]).toEqual([false, true]);
    const [load, mart] = jobs;
    expect(load).toMatchObject({ name: "load", topics: ["interactions"], usualMs: 1_000 });
    expect(mart).toMatchObject({ name: "mart", dependsOn: ["load"], usualMs: null, latest: null });
    expect(load?.days).toHaveLength(14);
    expect(load?.days.slice(-4).map(({ run: newest }) => newest?.state ?? null)).toEqual([
      "succeeded",
      "failed",
      "succeeded",
      null,
    ]);
    expect(load?.days.at(-3)?.run?.checks).toEqual({ all: 2, failed: 1 });
    expect(load?.latest).toMatchObject({ id: slow.id, slow: true });
    expect(runs.map(({ slow: long }) => long)).toEqual([true, false, false, false, false]);
    expect(await readRun(world, support, slow.id)).toMatchObject({
      inputs: ["version 1", "load: run 7"],
      log: [{ at: "2026-03-01", line: "hm" }],
      results: [],
    });
    await expect(readRun(world, analyst, slow.id)).rejects.toEqual(refused("not_found"));
  });

  it("forgets jobs that are no more", async () => {
    await describeJobs(world, [{ ...JOB, name: "mart" }]);
    expect((await jobsView(world, support)).jobs.map(({ name }) => name)).toEqual(["mart"]);
  });
});

describe("days that somebody asks for", () => {
  it("are refused while no worker would make them, and nothing is left waiting", async () => {
    await expect(requestDays(world, support, DAYS)).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("npm run worker -- --roles=jobs"),
    });
    expect(await requests()).toEqual([]);
  });

  it("are days of a known job that have begun, in order", async () => {
    await beat();
    const wrong = (change: object) => requestDays(world, support, { ...DAYS, ...change });
    await expect(wrong({ job: "unknown" })).rejects.toEqual(refused("not_found"));
    await expect(wrong({ lastDay: "2026-03-03" })).rejects.toEqual(refused("bad_request", "last_day"));
    await expect(wrong({ lastDay: "2026-02-26" })).rejects.toEqual(refused("bad_request", "last_day"));
    await expect(wrong({ job: "mart" })).rejects.toMatchObject({
      message: "mart makes whole days, and 2026-03-02 is not over (UTC).",
    });
    await expect(wrong({ firstDay: "2020-01-01" })).rejects.toEqual(refused("bad_request", "last_day"));
  });

  it("do not pile up: one request for a job, whoever asks at the same time; each is audited", async () => {
    await beat();
    const before = (await world.audit()).length;
    const asked = await Promise.allSettled(
      Array.from({ length: 4 }, () => requestDays(world, support, DAYS)),
    );
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of asked) if (one.status === "rejected") expect(one.reason).toEqual(refused("conflict"));
    await requestDays(world, support, { ...DAYS, job: "mart", lastDay: "2026-03-01" });
    expect((await world.audit()).slice(before)).toEqual(["job.request", "job.request"]);
  });

  it("are taken once, told of, and over at the end", async () => {
    await beat();
    await requestDays(world, support, DAYS);
    const [claimed, second] = [await claim(), await claimRequest(world)];
    expect(claimed).toMatchObject({ ...DAYS, daysDone: 0 });
    expect(second).toBeNull();
    expect(await reportProgress(world, claimed, { daysDone: 3, daysFailed: 1, error: "no" })).toBe(true);
    expect(await requests()).toEqual([
      expect.objectContaining({ state: "running", days: 4, daysDone: 3, daysFailed: 1, error: "no" }),
    ]);
    await finishRequest(world, claimed, { failed: true, left: false });
    expect(await requests()).toEqual([expect.objectContaining({ state: "failed" })]);
    await requestDays(world, support, DAYS);
  });

  it("are gone on with by another worker once the first is silent", async () => {
    await beat();
    await requestDays(world, support, DAYS);
    const first = await claim();
    await reportProgress(world, first, { daysDone: 2 });
    world.clock.advance(61_000);
    expect(await claimRequest(world)).toMatchObject({ id: first.id, daysDone: 2 });
  });

  it("are told of by whoever holds them, and by nobody who did before", async () => {
    await beat();
    await requestDays(world, support, DAYS);
    const lost = await claim();
    world.clock.advance(61_000);
    const second = await claim();
    await reportProgress(world, second, { daysDone: 2 });
    expect(await reportProgress(world, lost, { daysDone: 1, daysFailed: 1, error: "late" })).toBe(false);
    await releaseRequest(world, lost);
    await finishRequest(world, lost, { failed: true, left: false });
    expect(await requests()).toEqual([
      expect.objectContaining({ state: "running", daysDone: 2, daysFailed: 0, error: null }),
    ]);
    expect(await reportProgress(world, second)).toBe(true);
  });

  it("are cancelled at once when nobody makes them, else after the day under way", async () => {
    await beat();
    const { id } = await requestDays(world, support, DAYS);
    await cancelRequest(world, support, id);
    expect(await requests()).toEqual([expect.objectContaining({ state: "cancelled", cancelling: false })]);
    await expect(cancelRequest(world, support, id)).rejects.toEqual(refused("not_found"));
    await expect(cancelRequest(world, analyst, id)).rejects.toEqual(refused("not_found"));

    world.clock.advance(1);
    await requestDays(world, support, DAYS);
    const running = await claim();
    await cancelRequest(world, support, running.id);
    expect((await requests())[0]).toMatchObject({ state: "running", cancelling: true });
    expect(await reportProgress(world, running, { daysDone: 1 })).toBe(false);
    await finishRequest(world, running, { failed: false, left: true });
    expect((await requests())[0]).toMatchObject({ state: "cancelled", daysDone: 1 });
  });
});
