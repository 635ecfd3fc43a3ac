import { describe, expect, it } from "vitest";
import { fittingLook, plotOf } from "./look.ts";
import type { Answer } from "./views.ts";

const COLUMNS = { day: "time", word: "text", count: "number" } as const;
const answer = (names: (keyof typeof COLUMNS)[], rows: Answer["rows"]): Answer => ({
  columns: names.map((name) => ({ name, kind: COLUMNS[name] })),
  rows,
  truncated: false,
  tookMs: 1,
  receipt: { completeTo: null, verified: null, madeAnewAt: null },
});
const at = (day: number) => Date.UTC(2026, 2, day);

describe("the look of an answer", () => {
  it("is lines over time, bars for words, else a table", () => {
    expect(
      fittingLook(
        answer(
          ["day", "count"],
          [
            ["2026-03-01", 1],
            ["2026-03-02", 2],
          ],
        ),
      ),
    ).toBe("line");
    expect(fittingLook(answer(["word", "count"], [["a", 1]]))).toBe("bar");
    expect(fittingLook(answer(["count"], [[1]]))).toBe("table");
    expect(fittingLook(answer(["day", "word"], [["2026-03-01", "a"]]))).toBe("table");
    expect(fittingLook(answer(["day", "count"], []))).toBe("table");
  });

  it("has a line for each word, a gap where a day is missing, the largest first", () => {
    const rows: Answer["rows"] = [
      ["2026-03-01", "control", 1],
      ["2026-03-01", "guided", 5],
      ["2026-03-04", "guided", 7],
      ["2026-03-02", "control", 2],
      ["2026-03-04", null, null],
    ];
    expect(plotOf(answer(["day", "word", "count"], rows), "line")).toEqual({
      look: "line",
      at: [at(1), at(2), at(3), at(4)],
      stepMs: 86_400_000,
      series: [
        { name: "guided", values: [5, null, null, 7] },
        { name: "control", values: [1, 2, null, null] },
      ],
      more: 0,
    });
  });

  it("leaves out bars and lines that nobody reads, and says how many", () => {
    const days = Array.from({ length: 20 }, (_, n): [string, string, number] => [
      `2026-03-0${1 + (n % 2)}`,
      `w${n}`,
      n,
    ]);
    expect(plotOf(answer(["day", "word", "count"], days), "line")).toMatchObject({ more: 12 });
    const rows = Array.from({ length: 40 }, (_, n): [string, number] => [`w${n}`, n]);
    expect(plotOf(answer(["word", "count"], rows), "bar")).toMatchObject({ more: 10, measure: "count" });
    expect(plotOf(answer(["word", "count"], rows), "line")).toBeNull();
    expect(plotOf(answer(["word", "count"], rows), "table")).toBeNull();
  });
});
