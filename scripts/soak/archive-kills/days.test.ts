import { describe, expect, it } from "vitest";
import { DaysSeen } from "./days.ts";

const DAY = "2026-03-01";
const problemsAfter = (...looks: (string | null)[]) => {
  const seen = new DaysSeen("interactions", new Map([[DAY, "20/7"]]));
  for (const found of looks) seen.look(new Map(found === null ? [] : [[DAY, found]]));
  return seen.problems;
};

describe("what a reader sees of a day while it is loaded", () => {
  it("is nothing before its first load, and all of it from then on", () => {
    expect(problemsAfter(null, null, "20/7", "20/7")).toEqual([]);
  });

  it("is never half of it, nor twice, nor other events", () => {
    expect(problemsAfter("12/3", "40/14", "20/8", "12/3")).toEqual([
      "a reader saw 12/3 of 20/7 interactions of 2026-03-01",
      "a reader saw 40/14 of 20/7 interactions of 2026-03-01",
      "a reader saw 20/8 of 20/7 interactions of 2026-03-01",
    ]);
  });

  it("is not nothing again", () => {
    expect(problemsAfter("20/7", null)).toEqual(["a reader saw 2026-03-01 without its interactions again"]);
  });
});
