import { expect, test } from "vitest";
import { UsageError } from "../command.ts";
import { parseLedgerArguments } from "./options.ts";

test("events are asked for, kills are up to the caller", () => {
  expect(parseLedgerArguments(["--events", "100000", "--kills", "3"])).toEqual({ events: 100_000, kills: 3 });
  expect(parseLedgerArguments(["--events", "100"])).toEqual({ events: 100, kills: 0 });
  expect(parseLedgerArguments(["--help"])).toBeNull();
});

test.each([
  [[]],
  [["--events", "many"]],
  [["--events", "99"]],
  [["--events", "1e3"]],
  [["--events", "100", "--kills", "-1"]],
])("%j is refused in one line", (args) => {
  expect(() => parseLedgerArguments(args)).toThrow(UsageError);
});
