import { describe, expect, it } from "vitest";
import {
  formatChange,
  formatCompact,
  formatCount,
  formatDifference,
  formatPercent,
  formatPercentShort,
  formatPlural,
  formatPoints,
  formatRate,
  splitUnit,
} from "./number.ts";

/** Spelled with a plain space for reading; the product writes a narrow one that does not break. */
const plain = (text: string | null) => text?.replaceAll("\u202f", " ");

describe("counts", () => {
  it("have their thousands separated", () => {
    expect(formatCount(164_208)).toBe("164,208");
    expect(formatCount(0)).toBe("0");
  });

  it("carry a real minus and their sign as differences", () => {
    expect(formatDifference(287)).toBe("+287");
    expect(formatDifference(-1_200)).toBe("−1,200");
    expect(formatDifference(0)).toBe("0");
  });

  it("agree with their noun", () => {
    expect(formatPlural(1, "user")).toBe("1 user");
    expect(formatPlural(4_268, "user")).toBe("4,268 users");
    expect(formatPlural(2, "query", "queries")).toBe("2 queries");
  });

  it("are short on axes, and never round to something else", () => {
    expect([0, 350, 1_400, 12_000, 1_940_000, 0.5].map(formatCompact)).toEqual([
      "0",
      "350",
      "1.4k",
      "12k",
      "1.94M",
      "0.5",
    ]);
  });
});

describe("rates", () => {
  it("have a decimal only while it says something", () => {
    expect([0, 0.01, 3.42, 9.97, 928.4].map(formatRate)).toEqual(["0", "<0.1", "3.4", "10", "928"]);
  });
});

describe("shares", () => {
  it("are percent after a space that does not break", () => {
    expect(formatPercent(0.124)).toBe("12.4\u202f%");
    expect(plain(formatPercent(1))).toBe("100 %");
    expect(plain(formatPercent(0))).toBe("0.0 %");
  });

  it("never round something to nothing, nor almost all to all", () => {
    expect(plain(formatPercent(0.0001))).toBe("<0.1 %");
    expect(plain(formatPercent(0.99979))).toBe("99.97 %");
    expect(plain(formatPercent(0.999999))).toBe("99.99 %");
  });

  it("are whole in sentences from a tenth on", () => {
    expect(plain(formatPercentShort(0.124))).toBe("12 %");
    expect(plain(formatPercentShort(0.031))).toBe("3.1 %");
    expect(plain(formatPercentShort(0.998))).toBe("99.8 %");
  });

  it("differ in points", () => {
    expect(plain(formatPoints(0.069))).toBe("+6.9 pt");
    expect(plain(formatPoints(-0.001))).toBe("−0.1 pt");
    expect(plain(formatPoints(-0.0001))).toBe("0.0 pt");
  });
});

describe("changes", () => {
  it("are relative to what was, and unknown when nothing was", () => {
    expect(plain(formatChange(1_021, 1_000))).toBe("+2.1 %");
    expect(plain(formatChange(500, 1_000))).toBe("−50.0 %");
    expect(plain(formatChange(2_500, 1_000))).toBe("+150 %");
    expect(formatChange(5, 0)).toBeNull();
  });
});

describe("a figure and its unit", () => {
  it("part at the last space before the unit", () => {
    expect(splitUnit(formatPercent(0.924))).toEqual({ figure: "92.4", unit: "%" });
    expect(splitUnit("164,208")).toEqual({ figure: "164,208", unit: "" });
  });
});
