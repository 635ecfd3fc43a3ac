import { expect, test } from "vitest";
import type { LogsPage, RequestView } from "#lib/events/views.ts";
import { reaches, renewed } from "./renewed.ts";

const SPAN = 15 * 60_000;

/** Requests named after the second in which they began. */
const requests = (...seconds: number[]) =>
  seconds.map(
    (second) => ({ id: String(second), timestamp: new Date(second * 1_000).toISOString() }) as RequestView,
  );
const page = (seconds: number[], next_cursor: string | null): LogsPage => ({
  data: requests(...seconds),
  next_cursor,
});
const secondsOf = ({ data }: LogsPage) => data.map(({ id }) => Number(id));
const known = (list: LogsPage, live: RequestView[] = []) => ({ list, live, span: SPAN });

test("newer requests come on top, and what was scrolled to stays below with the place where it goes on", () => {
  const { list } = renewed(page([9, 8, 7, 6], "after 6"), known(page([7, 6, 5, 4, 3], "after 3")));
  expect(secondsOf(list)).toEqual([9, 8, 7, 6, 5, 4, 3]);
  expect(list.next_cursor).toBe("after 3");
});

test("a live tail that began after the list was read leaves no hole: what lies between is in its place", () => {
  const [ten, nine] = requests(10, 9);
  const live = [ten, nine] as RequestView[];
  const { list, taken } = renewed(page([10, 9, 8, 7], "after 7"), known(page([7, 6], "after 6"), live));
  expect(secondsOf(list)).toEqual([10, 9, 8, 7, 6]);
  expect([...taken]).toEqual(live);
});

test("what the tail brought while the list was read stays above it", () => {
  const live = requests(11, 9);
  const { list, taken } = renewed(page([9, 8], "after 8"), known(page([8, 7], null), live));
  expect(secondsOf(list)).toEqual([9, 8, 7]);
  expect([...taken].map(({ id }) => id)).toEqual(["9"]);
});

test("what was logged late, below the part read anew, is not lost with the tail that showed it", () => {
  const { list } = renewed(page([9, 8], "after 8"), known(page([8, 7, 5], "after 5"), requests(6)));
  expect(secondsOf(list)).toEqual([9, 8, 7, 6, 5]);
});

test("where the new part does not come down to the list, it is the list: no hole that nobody sees", () => {
  const fresh = page([90, 89], "after 89");
  expect(reaches(fresh, requests(7, 6))).toBe(false);
  const { list, taken } = renewed(fresh, known(page([7, 6], "after 6"), requests(50)));
  expect(list).toEqual(fresh);
  expect(taken.size).toBe(1);
});

test("what has left the range by now goes; a range read whole has no more to come", () => {
  const late = 15 * 60 + 5;
  const { list } = renewed(page([late, 7], null), known(page([7, 6, 5, 4], "after 4")));
  expect(secondsOf(list)).toEqual([late, 7, 6, 5]);
  expect(list.next_cursor).toBeNull();
});

test("an empty list takes what is there", () => {
  const { list } = renewed(page([2, 1], "after 1"), known(page([], null)));
  expect(list).toEqual(page([2, 1], "after 1"));
  expect(renewed(page([], null), known(page([], null))).list).toEqual(page([], null));
});
