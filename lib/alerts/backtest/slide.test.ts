import { describe, expect, test } from "vitest";
import { slide } from "./slide.ts";

const MINUTE = 60_000;
const START = Date.parse("2026-03-02T00:00:00Z");
const KEYS = ["requests", "failures"] as const;

type Figures = Record<(typeof KEYS)[number], number>;

/** Numbers in [0, 1) that are the same at every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Some minutes have no figures, some windows are not asked for. */
function somePast(seed: number) {
  const next = numbers(seed);
  const minutes = new Map<number, Figures>();
  const ends: number[] = [];
  for (let at = START; at < START + 600 * MINUTE; at += MINUTE) {
    if (next() < 0.7)
      minutes.set(at, { requests: Math.floor(next() * 50), failures: Math.floor(next() * 5) });
    if (next() < 0.3) ends.push(at);
  }
  return { minutes, ends, windowMs: Math.ceil(next() * 90) * MINUTE };
}

function plainSum(minutes: ReadonlyMap<number, Figures>, end: number, windowMs: number): Figures {
  const sum = { requests: 0, failures: 0 };
  for (let at = end - windowMs; at < end; at += MINUTE)
    for (const key of KEYS) sum[key] += minutes.get(at)?.[key] ?? 0;
  return sum;
}

describe("windows that slide", () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])("have what their minutes have together (past %i)", (seed) => {
    const { minutes, ends, windowMs } = somePast(seed);
    const expected = new Map(ends.map((end) => [end, plainSum(minutes, end, windowMs)]));
    expect(slide(minutes, ends, windowMs, KEYS)).toEqual(expected);
  });

  test("look at each minute twice at most, however wide they are", () => {
    const { minutes } = somePast(1);
    const ends = Array.from({ length: 600 }, (_, n) => START + n * MINUTE);
    let looks = 0;
    const get = minutes.get.bind(minutes);
    minutes.get = (at) => {
      looks += 1;
      return get(at);
    };
    slide(minutes, ends, 1_440 * MINUTE, KEYS);
    expect(looks).toBeLessThanOrEqual(2 * (600 + 1_440));
  });
});
