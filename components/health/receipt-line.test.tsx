import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ZoneProvider } from "#components/ui/zone.tsx";
import type { Span } from "#lib/verification/differing.ts";
import { ReceiptLine } from "./receipt-line.tsx";

const NOON = Date.UTC(2026, 10, 28, 12);
const HOUR = 3_600_000;

const hour = (from: number): Span => ({ from, to: from + HOUR });
const wordsOf = (...differing: Span[]) =>
  renderToStaticMarkup(
    <ZoneProvider zone="UTC" today={NOON}>
      <ReceiptLine receipt={{ completeTo: NOON, behind: false }} differing={differing} zoomable={false} />
    </ZoneProvider>,
  ).replaceAll(/<[^>]+>/g, "");

test("a chart says which of its hours are not what was archived", () => {
  expect(wordsOf()).toBe("Complete to 12:00:00");
  expect(wordsOf(hour(NOON - 2 * HOUR))).toBe(
    "Complete to 12:00:00 · Nov 28, 10:00 to 11:00 differs from the archive",
  );
  const many = [9, 7, 5, 3].map((before) => hour(NOON - before * HOUR));
  expect(wordsOf(...many)).toMatch(/03:00 to 04:00 and Nov 28, 05:00 to 06:00 and 2 more differ from/);
});
