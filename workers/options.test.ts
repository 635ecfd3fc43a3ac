import { describe, expect, test } from "vitest";
import { helpText, parseOptions } from "./options.ts";

const KNOWN = ["archive", "index"];

describe("the worker's command line", () => {
  test("runs every role unless some are named", () => {
    expect(parseOptions([], KNOWN)).toEqual({ roles: null });
    expect(parseOptions(["--roles=index"], KNOWN)).toEqual({ roles: ["index"] });
    expect(parseOptions(["--roles", " index "], KNOWN)).toEqual({ roles: ["index"] });
  });

  test("asks for help", () => {
    expect(parseOptions(["--help"], KNOWN)).toBeNull();
    expect(helpText([{ name: "index", describe: "moves events" }])).toMatch(/index +moves events/);
  });

  test.each([[["--roles=index,dance"]], [["--roles="]], [["--speed=9"]], [["index"]]])(
    "refuses %j with one line",
    (args) => {
      expect(() => parseOptions(args, KNOWN)).toThrow(/^[^\n]+$/);
    },
  );
});
