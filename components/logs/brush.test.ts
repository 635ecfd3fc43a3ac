import { expect, test } from "vitest";
import { brushOver, moved } from "./brush.ts";

test("a brush covers the bucket it began with and the one it reached, whichever comes first", () => {
  expect(brushOver(1_000, 100, 3, 3)).toEqual({ start: 1_300, end: 1_400 });
  expect(brushOver(1_000, 100, 3, 5)).toEqual({ start: 1_300, end: 1_600 });
  expect(brushOver(1_000, 100, 3, 1)).toEqual({ start: 1_400, end: 1_100 });
});

test("arrows go from bucket to bucket and stop at the ends", () => {
  expect(["ArrowLeft", "ArrowRight", "Home", "End", "x"].map((key) => moved(key, 4, 9))).toEqual([
    3,
    5,
    0,
    9,
    null,
  ]);
  expect(moved("ArrowLeft", 0, 9)).toBe(0);
  expect(moved("ArrowRight", 9, 9)).toBe(9);
});
