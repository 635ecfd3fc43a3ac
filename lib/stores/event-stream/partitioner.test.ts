import { describe, expect, it } from "vitest";
import { murmur2, partitionOf } from "./partitioner.ts";

describe("murmur2", () => {
  // The vectors of Kafka's own UtilsTest.testMurmur2.
  it.each([
    ["21", -973932308],
    ["foobar", -790332482],
    ["a-little-bit-long-string", -985981536],
    ["a-little-bit-longer-string", -1486304829],
    ["lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971],
    ["abc", 479470107],
  ])("of %j is Kafka's", (text, expected) => {
    expect(murmur2(Buffer.from(text)) | 0).toBe(expected);
  });
});

describe("the partition of a key", () => {
  it("is always the same, and within range", () => {
    for (let n = 0; n < 1_000; n += 1) {
      const partition = partitionOf(Buffer.from(`channel-${n}`), 4);
      expect(partition).toBeGreaterThanOrEqual(0);
      expect(partition).toBeLessThan(4);
      expect(partitionOf(Buffer.from(`channel-${n}`), 4)).toBe(partition);
    }
  });

  it("spreads keys evenly", () => {
    const counts = [0, 0, 0, 0];
    for (let n = 0; n < 4_000; n += 1) {
      const partition = partitionOf(Buffer.from(`channel-${n}`), 4);
      counts[partition] = (counts[partition] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });
});
