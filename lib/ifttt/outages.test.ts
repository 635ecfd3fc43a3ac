import { describe, expect, it } from "vitest";
import { type Course, isFirst, isLast } from "./outages.ts";

const course = (number: number, fired: number, ended: number | null, kind = "down"): Course => ({
  number,
  fired,
  ended,
  kind,
});

const firsts = (all: Course[]) => all.filter((one) => isFirst(one, all)).map(({ number }) => number);
const lasts = (all: Course[]) =>
  all
    .filter((one): one is Course & { ended: number } => one.ended !== null)
    .filter((one) => isLast(one, all))
    .map(({ number }) => number);

describe("incidents of one kind that overlap", () => {
  it("are one outage: the first firing and the last end are its events", () => {
    const all = [course(1, 100, 500), course(2, 200, 900), course(3, 850, 870)];
    expect(firsts(all)).toEqual([1]);
    expect(lasts(all)).toEqual([2]);
  });

  it("that fire and end in the same instant still make one event of each", () => {
    const all = [course(1, 100, 500), course(2, 100, 500)];
    expect(firsts(all)).toEqual([1]);
    expect(lasts(all)).toEqual([2]);
  });

  it("have no end while one of them lasts", () => {
    const all = [course(1, 100, 500), course(2, 200, null)];
    expect(firsts(all)).toEqual([1]);
    expect(lasts(all)).toEqual([]);
  });
});

it("incidents one after the other are outages of their own", () => {
  const all = [course(1, 100, 200), course(2, 200, 300), course(3, 400, 500)];
  expect(firsts(all)).toEqual([1, 2, 3]);
  expect(lasts([course(1, 100, 199), course(2, 200, 300)])).toEqual([1, 2]);
});

it("incidents of different kinds have nothing to do with each other", () => {
  const all = [course(1, 100, 500, "down"), course(2, 200, 400, "latency_above")];
  expect(firsts(all)).toEqual([1, 2]);
  expect(lasts(all)).toEqual([1, 2]);
});

it("what was an event stays one, whatever happens later", () => {
  const before = [course(1, 100, 500), course(2, 600, null)];
  const after = [course(1, 100, 500), course(2, 600, 700), course(3, 650, 800), course(4, 900, null)];
  expect(firsts(after)).toEqual(expect.arrayContaining(firsts(before)));
  expect(lasts(after)).toEqual(expect.arrayContaining(lasts(before)));
});
