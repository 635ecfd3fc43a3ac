import { describe, expect, test } from "vitest";
import { episodesOf } from "./episodes.ts";
import { DEVIATIONS, type Point, UsualCourse } from "./unusual.ts";

const STEP = 5 * 60_000;
const PER_DAY = 288;
const START = Date.parse("2026-03-02T00:00:00Z");

/** Days of a load that is high by day and low by night, with a little noise that repeats. */
function load(days: number, change: (step: number, value: number) => number = (_, value) => value): Point[] {
  return Array.from({ length: days * PER_DAY }, (_, step) => {
    const hour = ((step % PER_DAY) / PER_DAY) * 24;
    const value = 100 + 80 * Math.sin(((hour - 9) / 24) * 2 * Math.PI) + ((step * 37) % 11);
    return { at: START + step * STEP, value: change(step, value) };
  });
}

const at = (day: number, hour: number) => START + day * 24 * 3_600_000 + hour * 3_600_000;

/** Largest deviation of a day, from an hour on. */
function most(points: Point[], day: number, from = 0, to = 24): number {
  const times = points.filter((point) => point.at >= at(day, from) && point.at < at(day, to));
  const usual = new UsualCourse(points);
  return Math.max(...times.map((point) => usual.deviationAt(point.at) ?? 0));
}

describe("how unusual a measure is", () => {
  test("an ordinary day is not, at any hour", () => {
    expect(most(load(8), 7)).toBeLessThan(DEVIATIONS.high);
  });

  test("a night's load by day is, although there was as little every night", () => {
    const points = load(8, (step, value) =>
      step >= 7 * PER_DAY + 150 && step < 7 * PER_DAY + 170 ? 20 : value,
    );
    expect(most(points, 7, 12, 15)).toBeGreaterThan(DEVIATIONS.low);
  });

  test("three times the usual is, and so is none at all", () => {
    for (const factor of [3, 0]) {
      const points = load(5, (step, value) => (step >= 4 * PER_DAY + 200 ? value * factor : value));
      expect(most(points, 4, 17)).toBeGreaterThan(DEVIATIONS.medium);
    }
  });

  test("nothing is said before two days have passed, nor of a time without a point", () => {
    expect(new UsualCourse(load(2)).deviationAt(at(1, 12))).toBeNull();
    expect(new UsualCourse(load(4)).deviationAt(at(3, 12) + 1)).toBeNull();
  });

  test("what comes later changes nothing", () => {
    const [short, long] = [load(5), load(6, (step, value) => (step > 5 * PER_DAY ? value * 9 : value))];
    const at15 = (points: Point[]) => new UsualCourse(points).deviationAt(at(4, 15));
    expect(at15(long)).toBe(at15(short));
  });

  test("a constant is usual, the least change of it is within 5 % of its level, and more is not", () => {
    const constant = (last: number) => load(4, (step) => (step >= 4 * PER_DAY - 12 ? last : 50));
    expect(most(constant(50), 3, 23)).toBe(0);
    expect(most(constant(51), 3, 23)).toBeLessThan(1);
    expect(most(constant(80), 3, 23)).toBeGreaterThan(DEVIATIONS.low);
  });
});

describe("episodes", () => {
  const rules = { threshold: 3, stays: 0.5, keepMs: 10 };
  const readings = (...values: (number | null)[]) => values.map((value, place) => ({ at: place * 5, value }));

  test("begin at the threshold, stay above a part of it, and end after a while below", () => {
    expect(episodesOf(readings(2, 3, 2, 1, 1, 1, 2, 2), rules)).toEqual([{ from: 5, to: 10 }]);
  });

  test("are one across a short dip, and two across a long one", () => {
    expect(episodesOf(readings(3, 0, 3, 3), rules)).toEqual([{ from: 0, to: 15 }]);
    expect(episodesOf(readings(3, 0, 0, 0, 3), rules)).toEqual([
      { from: 0, to: 0 },
      { from: 20, to: 20 },
    ]);
  });

  test("nothing known neither begins nor prolongs one", () => {
    expect(episodesOf(readings(null, null), rules)).toEqual([]);
    expect(episodesOf(readings(3, null, null, null, 2), rules)).toEqual([{ from: 0, to: 0 }]);
  });
});
