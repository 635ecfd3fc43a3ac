import { expect, test } from "vitest";
import { csvRow } from "../events/export/csv.ts";
import { USAGE_TABLES, usageTable } from "./tables.ts";
import type { UsageFigures, UsageReceipt } from "./views.ts";

const few = { groups: [], other: { groups: 3, amount: null } };
const receipt: UsageReceipt = {
  completeTo: "2026-03-01",
  days: 7,
  rows: 1,
  madeAt: 0,
  verified: null,
  madeAnewAt: null,
};
const people = {
  active: 9,
  first: 1,
  connected: 0,
  funnel: { connected: 0, created: 0, enabled: 0, ran: 0 },
};
const day = {
  date: "2026-03-01",
  active: 9,
  week: 10,
  month: 11,
  first: 1,
  created: 2,
  enabled: 3,
  disabled: 4,
  enabledAtEnd: 5,
  runs: 6,
  connected: 7,
  disconnected: 8,
};
const figures: UsageFigures = {
  from: "2026-03-01",
  to: "2026-03-01",
  people,
  peopleBefore: null,
  days: [day],
  daysBefore: [],
  endpoints: {
    groups: [
      { key: "new_message", name: "new_message", kind: "trigger", users: 9, amount: 40, before: null },
    ],
    other: { groups: 2, amount: 12 },
  },
  pairs: few,
  platforms: few,
  countries: few,
  recipes: [{ id: "=r1", title: null, runs: 3 }],
  retention: [
    { week: "2026-02-16", users: 8, active: [8, null] },
    { week: "2026-02-23", users: null, active: [] },
  ],
  receipts: {
    people: receipt,
    recipes: receipt,
    endpoints: receipt,
    pairs: receipt,
    audience: receipt,
    top: receipt,
    retention: receipt,
  },
};

test("tables have a cell for each column, and say of small groups only that they are", () => {
  for (const table of USAGE_TABLES) {
    const { columns, rows } = usageTable(figures, table);
    for (const row of rows) expect(row, table).toHaveLength(columns.length);
  }
  expect(usageTable(figures, "endpoints").rows).toEqual([
    ["trigger", "new_message", 9, 40, null],
    [null, "other", null, 12, null],
  ]);
  expect(usageTable(figures, "countries").rows).toEqual([["other", null, "fewer than 5", null]]);
  expect(usageTable(figures, "retention").rows).toEqual([
    ["2026-02-16", 8, "hidden"],
    ["2026-02-23", "fewer than 5", null],
  ]);
});

test("cells are as safe as those of an export of Logs", () => {
  expect(usageTable(figures, "recipes").rows.map(csvRow)).toEqual(["'=r1,,3\r\n"]);
});
