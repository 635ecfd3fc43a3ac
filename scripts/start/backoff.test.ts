import { describe, expect, it } from "vitest";
import { createBackoff } from "./backoff.ts";

describe("the pause before a dead child is started again", () => {
  it("doubles while it keeps dying young, up to half a minute", () => {
    const backoff = createBackoff();
    const pauses = Array.from({ length: 9 }, () => backoff.next(100));
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it("begins anew after a minute of work", () => {
    const backoff = createBackoff();
    backoff.next(100);
    backoff.next(100);
    expect(backoff.next(60_000)).toBe(500);
  });
});
