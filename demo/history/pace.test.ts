import { describe, expect, it } from "vitest";
import { keepPace } from "./pace.ts";

const PATIENCE_MS = 300;

/** A stream whose worker is behind by these, look after look, and by the last of them from then on. */
function streamBehind(...lags: number[]) {
  let looks = 0;
  return {
    looks: () => looks,
    async lag() {
      const lag = lags[Math.min(looks, lags.length - 1)] ?? 0;
      looks += 1;
      return [{ partition: 0, committed: 0, end: lag, lag }];
    },
  };
}

describe("the pace of the history", () => {
  it("goes on at once while the worker keeps up", async () => {
    const stream = streamBehind(2_499);
    await keepPace(stream, PATIENCE_MS);
    expect(stream.looks()).toBe(1);
  });

  it("waits as long as it takes for a slow worker that moves", async () => {
    const stream = streamBehind(...Array.from({ length: 20 }, (_, look) => 22_000 - look * 1_000), 0);
    const began = performance.now();
    await keepPace(stream, PATIENCE_MS);
    expect(stream.looks()).toBe(21);
    expect(performance.now() - began).toBeGreaterThan(PATIENCE_MS);
  });

  it("goes on without a worker that stands still", async () => {
    const stream = streamBehind(9_000, 8_000, 8_000);
    await keepPace(stream, PATIENCE_MS);
    expect(stream.looks()).toBeGreaterThan(2);
  });
});
