import { describe, expect, it } from "vitest";
import { formatDuration, formatDurationChange, spanInWords } from "./duration.ts";

const plain = (text: string) => text.replaceAll("\u202f", " ");
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe("durations", () => {
  it.each([
    [0, "0 ms"],
    [0.42, "0.4 ms"],
    [259.2, "259 ms"],
    [468, "468 ms"],
    [999.6, "1.00 s"],
    [1_380, "1.38 s"],
    [10_000, "10.0 s"],
    [59_960, "1 min"],
    [131_000, "2 min 11 s"],
    [HOUR - 1, "1 h"],
    [3 * HOUR + 51 * MINUTE, "3 h 51 min"],
    [52 * HOUR, "2 d 4 h"],
  ])("of %d ms read %s", (ms, text) => {
    expect(plain(formatDuration(ms))).toBe(text);
  });

  it("keep figure and unit together", () => {
    expect(formatDuration(468)).toBe("468\u202fms");
  });

  it("carry their sign as differences", () => {
    expect(plain(formatDurationChange(191))).toBe("+191 ms");
    expect(plain(formatDurationChange(-940))).toBe("−940 ms");
    expect(plain(formatDurationChange(0.2))).toBe("0 ms");
  });
});

describe("spans in words", () => {
  it("use the largest unit that fits, without a figure for one", () => {
    expect(
      [3 * HOUR, 2 * MINUTE, MINUTE, 24 * HOUR, 168 * HOUR, 90 * MINUTE, 15 * SECOND].map(spanInWords),
    ).toEqual(["3 hours", "2 minutes", "minute", "24 hours", "7 days", "90 minutes", "15 seconds"]);
  });
});
