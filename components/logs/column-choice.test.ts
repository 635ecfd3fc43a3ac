import { expect, test } from "vitest";
import { formatLook, parseLook, tracksOf, withColumn } from "./column-choice.ts";

test("a look is read as it was written", () => {
  const look = { columns: ["timestamp", "user_id"], density: "compact" } as const;
  expect(parseLook(formatLook(look))).toEqual(look);
});

test.each([undefined, "", "huge", "dense:"])("of %s is made something usable", (text) => {
  const look = parseLook(text);
  expect(look.density).toBe("comfortable");
  expect(look.columns[0]).toBe("timestamp");
});

test("columns that nobody knows are left out, and time stays", () => {
  expect(parseLook("compact:worker.__proto__.outcome").columns).toEqual(["timestamp", "outcome", "worker"]);
  expect(withColumn(["timestamp", "outcome"], "timestamp", false)).toEqual(["timestamp", "outcome"]);
});

test("columns stand in one order, however they were chosen", () => {
  expect(withColumn(["timestamp", "message"], "outcome", true)).toEqual(["timestamp", "outcome", "message"]);
  expect(withColumn(["timestamp", "outcome", "message"], "outcome", false)).toEqual(["timestamp", "message"]);
});

test("some track takes what is left", () => {
  expect(tracksOf(["timestamp", "outcome"])).toEqual({
    wide: "7.25rem 5.5rem minmax(0,1fr)",
    narrow: "6.25rem 4.5rem minmax(0,1fr)",
  });
  expect(tracksOf(["timestamp", "message"]).wide).toBe("7.25rem minmax(7rem,1fr)");
});
