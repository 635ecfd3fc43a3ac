import { describe, expect, it } from "vitest";

import { noFigures } from "./figures.ts";
import { type Judged, judgeStretches } from "./judged-stretches.ts";
import type { HealthBucket } from "./query/types.ts";

const MINUTE = 60_000;
const at = (minutes: number) => Date.parse("2026-03-02T00:00:00Z") + minutes * MINUTE;
const range = {
  channel: "a",
  from: at(0),
  to: at(60),
  now: at(120),
  bucketMs: 20 * MINUTE,
  judgedMs: MINUTE,
};

const bucket = (minutes: number, faults: { user?: number; partner?: number }): HealthBucket => {
  const figures = noFigures();
  return { ...figures, at: at(minutes), requests: 100, faults: { ...figures.faults, ...faults } };
};

/** Answers what these minutes say, of the stretch that it is asked for; remembers the stretches. */
function aJudge(answers: Record<number, Judged>) {
  const asked: [number, number][] = [];
  const judge = async ({ from, to }: { from: number; to: number }) => {
    asked.push([(from - at(0)) / MINUTE, (to - at(0)) / MINUTE]);
    const told = Object.entries(answers).map(([minutes, judged]) => [at(Number(minutes)), judged] as const);
    return new Map(told.filter(([start]) => start + MINUTE > from && start < to));
  };
  return { judge, asked };
}

describe("judging stretches", () => {
  it("asks only for what may have something to judge, neighbours at once", async () => {
    const { judge, asked } = aJudge({ 21: { refused: 0, onTheWay: 3 }, 45: { refused: 25, onTheWay: 0 } });
    const buckets = [bucket(0, { user: 19 }), bucket(20, { partner: 5 }), bucket(40, { user: 30 })];
    expect(await judgeStretches({}, range, buckets, judge)).toEqual({ refused: 25, onTheWay: 3 });
    expect(asked).toEqual([[20, 60]]);
  });

  it("asks again only where counts changed", async () => {
    const index = {};
    const { judge, asked } = aJudge({ 5: { refused: 0, onTheWay: 2 }, 41: { refused: 0, onTheWay: 1 } });
    const first = [bucket(0, { partner: 5 }), bucket(40, { partner: 4 })];
    await judgeStretches(index, range, first, judge);
    const changed = [bucket(0, { partner: 5 }), bucket(40, { partner: 6 })];
    expect(await judgeStretches(index, range, changed, judge)).toEqual({ refused: 0, onTheWay: 3 });
    expect(asked).toEqual([
      [0, 20],
      [40, 60],
      [40, 60],
    ]);
  });

  it("keeps nothing of what is not over for ten minutes or cut by the range", async () => {
    const index = {};
    const { judge, asked } = aJudge({ 10: { refused: 0, onTheWay: 1 } });
    const cut = { ...range, from: at(3), now: at(69) };
    const buckets = [bucket(0, { partner: 5 }), bucket(20, { partner: 5 }), bucket(40, { partner: 5 })];
    for (let time = 0; time < 2; time++) await judgeStretches(index, cut, buckets, judge);
    expect(asked).toEqual([
      [3, 60],
      [3, 20],
      [40, 60],
    ]);
  });

  it("counts no more than failed, and a minute in one stretch only", async () => {
    const { judge } = aJudge({ 0: { refused: 0, onTheWay: 90 }, 20: { refused: 0, onTheWay: 7 } });
    const buckets = [bucket(0, { partner: 5 }), bucket(20, { partner: 9 })];
    const judged = await judgeStretches({}, range, buckets, judge);
    expect(judged).toEqual({ refused: 0, onTheWay: 5 + 7 });
  });

  it("asks once for all where doubt lies scattered", async () => {
    const { judge, asked } = aJudge({});
    const scattered = { ...range, to: at(400), now: at(600) };
    const buckets = [0, 40, 80, 120, 160].map((minutes) => bucket(minutes, { partner: 1 }));
    await judgeStretches({}, scattered, buckets, judge);
    expect(asked).toEqual([[0, 180]]);
  });

  it("judges minutes of finer buckets as whole minutes", async () => {
    const { judge, asked } = aJudge({ 0: { refused: 0, onTheWay: 2 } });
    const fine = { ...range, to: at(5), bucketMs: 10_000 };
    const buckets = [0, 1, 2].map((tens) => ({ ...bucket(0, { partner: 1 }), at: at(0) + tens * 10_000 }));
    expect(await judgeStretches({}, fine, buckets, judge)).toEqual({ refused: 0, onTheWay: 2 });
    expect(asked).toEqual([[0, 1]]);
  });
});
