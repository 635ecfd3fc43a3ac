import { expect, test } from "vitest";
import { labelled, unionOf } from "./spans.ts";
import type { ChartSpan } from "./types.ts";

const span = (
  key: string,
  from: number,
  to: number | null,
  tone: ChartSpan["tone"] = "danger",
): ChartSpan => ({
  key,
  from,
  to,
  tone,
  label: key,
});

test("stretches of one tone that touch are drawn once", () => {
  const spans = [span("b", 5, 20), span("a", 0, 10), span("c", 30, null), span("p", 8, 9, "quiet")];
  expect(unionOf(spans, 40)).toEqual([
    { tone: "quiet", from: 8, to: 9 },
    { tone: "danger", from: 0, to: 20 },
    { tone: "danger", from: 30, to: 40 },
  ]);
});

test("labels keep their distance, counted from where they are seen", () => {
  const spans = [
    span("late", 60, 70),
    span("cut", -50, 20),
    span("near", 15, 16),
    { ...span("mute", 90, 95), label: undefined },
  ];
  expect(labelled(spans as ChartSpan[], 20, 0).map(({ key }) => key)).toEqual(["cut", "late"]);
});
