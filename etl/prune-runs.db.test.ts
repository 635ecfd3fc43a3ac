import { expect, it } from "vitest";
import { createDatabase } from "#lib/database/client.ts";
import { createTestDatabase } from "#lib/testing/database.ts";
import { fakeClock } from "#lib/testing/fake-clock.ts";
import { pruneRuns } from "./prune-runs.ts";

const DAY_MS = 86_400_000;

it("runs that a later one made meaningless are forgotten after thirty days, no others", async () => {
  const clock = fakeClock("2026-03-31T12:00:00Z");
  await using stack = new AsyncDisposableStack();
  const place = stack.adopt(await createTestDatabase(), (it) => it.drop());
  const database = stack.adopt(createDatabase(place.url), (it) => it.$disconnect());
  const ran = async (job: string, day: string, daysAgo: number, state: string) => {
    const startedAt = new Date(clock.now() - daysAgo * DAY_MS);
    const dates = { day: new Date(`${day}T00:00:00Z`), startedAt, leaseUntil: startedAt };
    await database.jobRun.create({ data: { job, state, inputs: `${state} ${daysAgo}`, ...dates } });
  };
  for (const [daysAgo, state] of [
    [60, "failed"],
    [59, "succeeded"],
    [58, "succeeded"],
    [57, "failed"],
    [56, "failed"],
  ] as const)
    await ran("mart", "2026-01-30", daysAgo, state);
  await ran("mart", "2026-01-31", 31, "succeeded");
  await ran("mart", "2026-01-31", 30, "succeeded");
  await ran("mart", "2026-01-31", 29, "succeeded");
  await ran("other", "2026-01-30", 60, "failed");

  expect(await pruneRuns({ database, clock })).toBe(4);
  const left = await database.jobRun.findMany({ orderBy: [{ job: "asc" }, { startedAt: "asc" }] });
  expect(left.map(({ job, inputs }) => `${job} ${inputs}`)).toEqual([
    "mart succeeded 58",
    "mart failed 56",
    "mart succeeded 30",
    "mart succeeded 29",
    "other failed 60",
  ]);
  expect(await pruneRuns({ database, clock })).toBe(0);
});
