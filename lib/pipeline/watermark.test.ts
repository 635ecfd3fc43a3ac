import { describe, expect, test } from "vitest";
import { Watermarks } from "./watermark.ts";

describe("watermarks", () => {
  test("follow the records that were written", () => {
    const watermarks = new Watermarks(0);
    watermarks.handled(0, 41, 1_000, 2_000);
    watermarks.handled(1, 7, 900, 2_000);
    expect(watermarks.searchable(5_000)).toEqual([
      { partition: 0, offset: 42, completeTo: 1_000 },
      { partition: 1, offset: 8, completeTo: 900 },
    ]);
  });

  test("of an idle partition move with the clock", () => {
    const watermarks = new Watermarks(0);
    watermarks.standing([{ partition: 0, committed: 0, lag: 0 }], 2_000);
    expect(watermarks.searchable(2_000)).toEqual([{ partition: 0, offset: 0, completeTo: 2_000 }]);
    watermarks.standing([{ partition: 0, committed: 0, lag: 0 }], 3_000);
    expect(watermarks.searchable(3_000)).toEqual([{ partition: 0, offset: 0, completeTo: 3_000 }]);
  });

  test("of a partition with a backlog are unknown until a record is written, and then stand still without one", () => {
    const watermarks = new Watermarks(0);
    const behind = [{ partition: 0, committed: 10, lag: 5 }];
    watermarks.standing(behind, 2_000);
    expect(watermarks.searchable(2_000)).toEqual([{ partition: 0, offset: 10, completeTo: null }]);
    watermarks.handled(0, 10, 1_500, 2_000);
    watermarks.standing([{ partition: 0, committed: 11, lag: 4 }], 9_000);
    expect(watermarks.searchable(9_000)).toEqual([{ partition: 0, offset: 11, completeTo: 1_500 }]);
  });

  test("never go back", () => {
    const watermarks = new Watermarks(0);
    watermarks.standing([{ partition: 0, committed: 11, lag: 0 }], 5_000);
    watermarks.handled(0, 11, 4_000, 6_000);
    expect(watermarks.searchable(6_000)).toEqual([{ partition: 0, offset: 12, completeTo: 5_000 }]);
  });

  test("of a producer whose clock is ahead reach no further than when the record was read", () => {
    const watermarks = new Watermarks(0);
    watermarks.handled(0, 0, 5_000 + 20 * 60_000, 5_000);
    expect(watermarks.searchable(9_000)).toEqual([{ partition: 0, offset: 1, completeTo: 5_000 }]);
  });

  test("are held back until the index shows what was written", () => {
    const watermarks = new Watermarks(1_000);
    watermarks.handled(0, 0, 100, 10_000);
    expect(watermarks.searchable(10_000)).toEqual([]);
    watermarks.handled(0, 1, 200, 10_000);
    expect(watermarks.searchable(10_900)).toEqual([]);
    expect(watermarks.searchable(11_000)).toEqual([{ partition: 0, offset: 1, completeTo: 100 }]);
    expect(watermarks.searchable(11_900)).toEqual([{ partition: 0, offset: 2, completeTo: 200 }]);
  });
});
