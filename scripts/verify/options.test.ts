import { expect, it } from "vitest";
import { parseVerifyArguments } from "./options.ts";

const parse = (line: string) =>
  parseVerifyArguments(line.split(" ").filter(Boolean), Date.UTC(2026, 2, 2, 12));

it("the arguments of npm run verify name one day, or mean the last two", () => {
  expect(parse("")).toEqual(["2026-03-02", "2026-03-01"]);
  expect(parse("--for 2026-02-27")).toEqual(["2026-02-27"]);
  expect(parse("--help")).toBeNull();
});

it.each([
  ["--for 2026-02-30", '--for must be a date such as 2026-03-02, not "2026-02-30".'],
  ["--for yesterday", '--for must be a date such as 2026-03-02, not "yesterday".'],
  ["--for 2026-03-03", "2026-03-03 has not begun (UTC)."],
  ["--deep", "Unknown option '--deep'"],
  ["2026-03-01", "Unexpected argument '2026-03-01'"],
])("wrong ones are refused with one line: %s", (line, message) => {
  expect(() => parse(line)).toThrow(message);
});
