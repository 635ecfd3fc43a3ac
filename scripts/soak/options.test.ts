import { expect, test } from "vitest";
import { UsageError } from "../command.ts";
import { HELP, parseSoakArguments } from "./options.ts";
import { SCENARIOS } from "./scenarios.ts";

test("all scenarios by default; on the embedded stores those that can be done to them", () => {
  expect(parseSoakArguments([])?.scenarios).toEqual(SCENARIOS);
  const embedded = parseSoakArguments(["--embedded"])?.scenarios.map(({ name }) => name);
  expect(embedded).toContain("kills");
  expect(embedded).not.toContain("node-killed");
});

test("names choose, help names them all", () => {
  expect(parseSoakArguments(["poison", "kills"])?.scenarios.map(({ name }) => name)).toEqual([
    "poison",
    "kills",
  ]);
  for (const { name } of SCENARIOS) expect(HELP).toContain(name);
  expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(SCENARIOS.length);
});

test("what cannot be is refused in one line", () => {
  expect(() => parseSoakArguments(["flood"])).toThrow(UsageError);
  expect(() => parseSoakArguments(["--embedded", "busy"])).toThrow(/cannot be done to the embedded stores/);
});
