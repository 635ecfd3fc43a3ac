import { describe, expect, test } from "vitest";
import { parseOptions, ROLES } from "./options.ts";

describe("the worker's command line", () => {
  test("runs every role unless some are named", () => {
    expect(parseOptions([])).toEqual({ roles: [...ROLES] });
    expect(parseOptions(["--roles=index"])).toEqual({ roles: ["index"] });
    expect(parseOptions(["--roles", " index "])).toEqual({ roles: ["index"] });
  });

  test("asks for help", () => {
    expect(parseOptions(["--help"])).toBeNull();
  });

  test.each([[["--roles=index,dance"]], [["--roles="]], [["--speed=9"]], [["index"]]])(
    "refuses %j with one line",
    (args) => {
      expect(() => parseOptions(args)).toThrow(/^[^\n]+$/);
    },
  );
});
