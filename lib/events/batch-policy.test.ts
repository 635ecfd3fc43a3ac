import { describe, expect, test } from "vitest";
import { BatchPolicy } from "./batch-policy.ts";

const policy = () => new BatchPolicy({ maxCount: 100, maxBytes: 1_000, maxAgeMs: 50 });

describe("a batch", () => {
  test("is due when it is full by count", () => {
    const batch = policy();
    batch.add(99, 10, 0);
    expect(batch.isDue(0)).toBe(false);
    batch.add(1, 10, 0);
    expect(batch.isDue(0)).toBe(true);
  });

  test("is due when it is full by bytes", () => {
    const batch = policy();
    batch.add(1, 1_000, 0);
    expect(batch.isDue(0)).toBe(true);
  });

  test("is due when its first record has waited long enough, however many came since", () => {
    const batch = policy();
    batch.add(1, 1, 1_000);
    batch.add(1, 1, 1_040);
    expect(batch.remainingMs(1_040)).toBe(10);
    expect(batch.isDue(1_049)).toBe(false);
    expect(batch.isDue(1_050)).toBe(true);
  });

  test("that is empty is never due", () => {
    const batch = policy();
    batch.add(0, 0, 0);
    expect(batch.remainingMs(1_000)).toBeNull();
    expect(batch.isDue(1_000_000)).toBe(false);
  });

  test("says what still fits, and at least one record always does", () => {
    const batch = policy();
    batch.add(60, 400, 0);
    expect(batch.room).toEqual({ count: 40, bytes: 600 });
    batch.add(60, 4_000, 0);
    expect(batch.room).toEqual({ count: 1, bytes: 1 });
  });

  test("starts anew after a reset", () => {
    const batch = policy();
    batch.add(100, 1_000, 0);
    batch.reset();
    expect(batch.isDue(1_000)).toBe(false);
    batch.add(1, 1, 2_000);
    expect(batch.remainingMs(2_000)).toBe(50);
  });
});
