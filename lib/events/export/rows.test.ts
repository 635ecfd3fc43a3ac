import { expect, test } from "vitest";
import { systemScope } from "../../channels/access.ts";
import type { EventIndexReader } from "../../stores/event-index/port.ts";
import { aDocument } from "../../testing/builders.ts";
import { csvLine } from "./csv.ts";
import { exportRows } from "./rows.ts";

const query = { scope: systemScope(["acme-chat"]), from: 0, to: 1, where: [] };

/** An index that makes each page when asked, and notes the asking. */
function indexOf(total: number) {
  const asked: number[] = [];
  const sample = aDocument({ error_message: "upstream connect error or disconnect" });
  const search: EventIndexReader["search"] = async (_, { limit, cursor }) => {
    const start = Number(cursor ?? 0);
    const end = Math.min(start + limit, total);
    asked.push(end - start);
    const events = Array.from({ length: end - start }, (_value, row) => ({
      ...sample,
      id: `e-${start + row}`,
    }));
    return { events, next: end < total ? String(end) : null };
  };
  return { search, asked };
}

test("reads no page before the one before was taken", async () => {
  const index = indexOf(5_000);
  const rows = exportRows(index, query, 1_000_000);
  expect(index.asked).toEqual([]);
  await rows.next();
  expect(index.asked).toEqual([1_000]);
  await rows.return(undefined);
  expect(index.asked).toEqual([1_000]);
});

test("stops at the limit, within a page", async () => {
  const index = indexOf(5_000);
  const ids: string[] = [];
  for await (const page of exportRows(index, query, 1_500)) ids.push(...page.map((row) => row.id));
  expect(ids).toHaveLength(1_500);
  expect(new Set(ids).size).toBe(1_500);
  expect(index.asked).toEqual([1_000, 500]);
});

test("a million rows take no more memory than the first hundred thousand", async () => {
  let rows = 0;
  let early = 0;
  let late = 0;
  for await (const page of exportRows(indexOf(1_000_000), query, 1_000_000)) {
    const text = page.map(csvLine).join("");
    expect(text.length).toBeGreaterThan(0);
    rows += page.length;
    const used = process.memoryUsage().heapUsed;
    if (rows <= 100_000) early = Math.max(early, used);
    else late = Math.max(late, used);
  }
  expect(rows).toBe(1_000_000);
  expect((late - early) / 1e6).toBeLessThan(100);
}, 60_000);
