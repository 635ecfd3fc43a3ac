import { expect, test } from "vitest";
import { pastOf } from "./pasts.ts";

test.each([
  [undefined, 30, "7d"],
  ["30d", 30, "30d"],
  ["30d", 14, "7d"],
  [undefined, 2, "1d"],
  ["a year", 90, "7d"],
])("an address that asks for %j of %i days that are kept gets %s", (asked, days, past) => {
  expect(pastOf(asked, days)).toBe(past);
});
