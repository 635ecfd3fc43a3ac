import { describe, expect, it } from "vitest";
import { readTruth } from "./truth.ts";

const read = (enabled: unknown) => readTruth("recipes", { enabled }, "enabled");

describe("a platform's truth values", () => {
  it.each([
    [true, false],
    [1, 0],
    [1n, 0n],
    ["1", "0"],
    [Buffer.from([1]), Buffer.from([0])],
    ["true", "false"],
    ["TRUE", "False"],
    ["t", "f"],
    ["y", "n"],
    ["Y", "N"],
    ["yes", "No"],
    ["y ", "n "],
  ])("are %o and %o", (yes, no) => {
    expect([read(yes), read(no)]).toEqual([true, false]);
  });

  it.each([
    [2, "a number other than 0 and 1"],
    [-1n, "a number other than 0 and 1"],
    [Number.NaN, "a number other than 0 and 1"],
    [0.5, "a number other than 0 and 1"],
    ["", "a text of length 0"],
    ["enabled", "a text of length 7"],
    [Buffer.from([2]), "binary of length 1"],
    [Buffer.from([0, 1]), "binary of length 2"],
    [Buffer.from("Y"), "binary of length 1"],
    [new Date(0), "an object"],
    [null, "null"],
    [undefined, "null"],
  ])("are nothing else: %o", (value, form) => {
    expect(() => read(value)).toThrow(
      `A row of recipes has ${form} as enabled, which is neither true nor false.`,
    );
  });
});
