import { expect, it } from "vitest";
import { JOBS, OF_ALL_DAYS } from "#lib/usage/receipt-of.ts";
import type { UsagePart } from "#lib/usage/views.ts";
import { findJobs } from "./find-jobs.ts";

it("the receipts of Usage look back as far as its jobs do", async () => {
  const windows = new Map((await findJobs()).map(({ name, windowDays }) => [name, windowDays]));
  const parts = Object.entries(JOBS) as [UsagePart, string][];
  const unbounded = parts.filter(([, job]) => windows.get(job) === Number.POSITIVE_INFINITY);
  expect(unbounded.map(([part]) => part)).toEqual([...OF_ALL_DAYS]);
});
