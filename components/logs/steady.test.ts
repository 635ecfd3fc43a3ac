import { expect, test } from "vitest";
import type { RequestView } from "#lib/events/views.ts";
import { movedBy } from "./steady.ts";

const list = (...ids: string[]) =>
  ids.map((id) => ({ id, timestamp: "2026-03-02T10:00:00.000Z" }) as RequestView);

test("rows that come in at the top move what is read down by their number", () => {
  expect(movedBy(list("c", "b", "a"), list("e", "d", "c", "b", "a"), 1)).toBe(2);
});

test("rows that are added below move nothing", () => {
  expect(movedBy(list("c", "b"), list("c", "b", "a"), 1)).toBe(0);
});

test("the next row speaks for one that has left, and an altogether other list moves nothing", () => {
  expect(movedBy(list("c", "b", "a"), list("d", "c", "a"), 1)).toBe(0);
  expect(movedBy(list("c", "b", "a"), list("e", "d", "c", "a"), 1)).toBe(1);
  expect(movedBy(list("c", "b", "a"), list("z", "y"), 1)).toBe(0);
});
