import { expect, test } from "vitest";
import { announce, NOTHING_SAID } from "./announcement.ts";

const found = (total: number, users: number) => ({ total, users });

test("nothing is said before anything was found", () => {
  expect(announce(NOTHING_SAID, "range=3h ", undefined).words).toBe("");
});

test("a search says once what it found, however often its figures are renewed", () => {
  const first = announce(NOTHING_SAID, "range=3h ", found(120, 1));
  expect(first.words).toBe("Found 120 requests of 1 user");
  expect(announce(first, "range=3h ", found(124, 2))).toBe(first);
});

test("another search says so with its own figures, never with those that stand there until it answers", () => {
  const first = announce(NOTHING_SAID, "range=3h ", found(120, 1));
  const waiting = announce(first, null, found(120, 1));
  expect(waiting).toBe(first);
  expect(announce(waiting, "range=3h is:failed", found(3, 2)).words).toBe("Found 3 requests of 2 users");
});
