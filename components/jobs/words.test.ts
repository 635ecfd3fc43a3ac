import { describe, expect, it } from "vitest";
import type { JobsView, JobView, RequestView, RunLine } from "#lib/jobs/views.ts";
import { checksInWords, dayInWords, durationInWords, jobsHeadline, requestInWords } from "./words.ts";

const run: RunLine = {
  id: "1",
  job: "mart",
  day: "2026-03-01",
  state: "succeeded",
  startedAt: 0,
  durationMs: 4_000,
  rows: 1_200,
  checks: { all: 9, failed: 0 },
  slow: false,
  error: null,
};
const failed: RunLine = { ...run, state: "failed", rows: null, checks: { all: 9, failed: 2 }, slow: true };
const job = (name: string, newest: RunLine | null): JobView => ({
  name,
  describe: "",
  schedule: "daily",
  newestDay: "2026-03-01",
  dependsOn: [],
  topics: [],
  table: name,
  usualMs: 1_000,
  days: [{ day: "2026-03-01", run: newest }],
  latest: newest,
});
const view = (...jobs: JobView[]): JobsView => ({
  at: 0,
  jobs,
  runs: [],
  requests: [],
  workerAlive: true,
  mayRun: true,
});

it("the headline tells of failures first, then of jobs that never ran", () => {
  expect(jobsHeadline(view()).headline).toBe("No job is known yet");
  expect(jobsHeadline(view(job("a", run))).headline).toBe("Every job succeeded");
  expect(jobsHeadline(view(job("a", run), job("b", null))).headline).toBe("1 job never ran");
  const worst = view(...["a", "b", "c"].map((name) => job(name, failed)), job("d", null));
  expect(jobsHeadline(worst).headline).toBe("3 jobs failed: a, b and 1 more");
  const busy = view(job("a", { ...run, state: "running" }));
  expect(jobsHeadline(busy)).toEqual({ headline: "Every job succeeded", note: "a running" });
});

it("a run tells its duration against what is usual, its checks and its day", () => {
  expect(durationInWords(run, 1_000)).toBe("4.00\u202fs");
  expect(durationInWords(failed, 1_000)).toBe("4.00\u202fs, usually 1.00\u202fs");
  expect([checksInWords(run), checksInWords(failed)]).toEqual(["9 passed", "2 of 9 failed"]);
  expect(dayInWords("2026-03-01", run)).toBe("2026-03-01: succeeded in 4.00\u202fs, 1,200 rows");
  expect(dayInWords("2026-03-01", null)).toBe("2026-03-01: did not run");
});

describe("a request", () => {
  const request: RequestView = {
    id: "1",
    job: "mart",
    firstDay: "2026-03-01",
    lastDay: "2026-03-10",
    days: 10,
    daysDone: 3,
    daysFailed: 1,
    state: "running",
    cancelling: false,
    requestedAt: 0,
    requestedBy: null,
    error: null,
  };
  it.each([
    [{}, true, "Running: 3 of 10 days, 1 failed"],
    [{ cancelling: true }, true, "Ends after this day: 3 of 10 days, 1 failed"],
    [{}, false, "Waits for a worker that runs jobs: 3 of 10 days"],
    [{ state: "waiting" as const }, true, "Waits for its turn"],
    [{ state: "done" as const, daysDone: 10, daysFailed: 0 }, false, "Done: 10 of 10 days"],
    [{ state: "cancelled" as const }, true, "Cancelled: 3 of 10 days, 1 failed"],
  ])("says how far it is: %o", (change, alive, words) => {
    expect(requestInWords({ ...request, ...change }, alive)).toBe(words);
  });
});
