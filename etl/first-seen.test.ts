import { expect, test } from "vitest";
import { FirstSeen } from "./first-seen.ts";

const MANY = 100_000;
const numbers = Array.from({ length: MANY }, (_, number) => number);

test("of many keys each is new once, and comes back with the value that it came with first", () => {
  const seen = new FirstSeen();
  const first = numbers.map((number) => seen.see("alpha", `event-${number}`, number));
  expect(first.every((value) => value === null)).toBe(true);
  expect(numbers.map((number) => seen.see("alpha", `event-${number}`, 7))).toEqual(numbers);
  expect(seen.size).toBe(MANY);
});

type Key = [channel: string, id: string];
test.each<[string, Key, Key]>([
  ["another Channel", ["alpha", "1"], ["beta", "1"]],
  ["another id", ["alpha", "1"], ["alpha", "2"]],
  ["a Channel that ends as the id begins", ["alpha", "1-2"], ["alpha1", "-2"]],
  ["no Channel", ["\u0001", "1"], ["", "1"]],
])("%s is another key", (_, one, other) => {
  const seen = new FirstSeen();
  expect(seen.see(...one)).toBeNull();
  expect(seen.see(...other)).toBeNull();
  expect(seen.see(...one)).toBe(0);
});

test("the largest value is kept, and 0 is one", () => {
  const seen = new FirstSeen();
  seen.see("alpha", "most", 2 ** 31 - 2);
  seen.see("alpha", "none", 0);
  expect([seen.see("alpha", "most"), seen.see("alpha", "none")]).toEqual([2 ** 31 - 2, 0]);
});
