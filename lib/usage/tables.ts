import type { UsageBreakdown, UsageFigures } from "./views.ts";

export const USAGE_TABLES = [
  "days",
  "endpoints",
  "channels",
  "platforms",
  "countries",
  "retention",
  "recipes",
] as const;
export type UsageTable = (typeof USAGE_TABLES)[number];

type Cell = string | number | null;
interface Table {
  columns: readonly string[];
  rows: readonly Cell[][];
}

const FEW = "fewer than 5";
/** Fewer than 5, or beside such. */
const HIDDEN = "hidden";

function breakdownTable(what: string, counted: string, { groups, other }: UsageBreakdown): Table {
  const rows: Cell[][] = groups.map(({ key, kind, users, amount, before }) => [
    ...(what === "endpoint" ? [kind] : []),
    key,
    users,
    amount,
    before,
  ]);
  const blank = what === "endpoint" ? [null] : [];
  if (other !== null) rows.push([...blank, "other", null, other.amount ?? FEW, null]);
  return {
    columns: [...(what === "endpoint" ? ["kind"] : []), what, "users", counted, `${counted}_before`],
    rows,
  };
}

const DAY_COLUMNS = [
  ["date", "date"],
  ["active_users", "active"],
  ["active_users_7d", "week"],
  ["active_users_28d", "month"],
  ["new_users", "first"],
  ["recipes_created", "created"],
  ["recipes_enabled", "enabled"],
  ["recipes_disabled", "disabled"],
  ["recipes_enabled_at_end", "enabledAtEnd"],
  ["runs", "runs"],
  ["users_connected", "connected"],
  ["users_disconnected", "disconnected"],
] as const;

function daysTable({ days, daysBefore }: UsageFigures): Table {
  return {
    columns: DAY_COLUMNS.map(([name]) => name),
    rows: [...daysBefore, ...days].map((day) => DAY_COLUMNS.map(([, key]) => day[key])),
  };
}

function retentionTable({ retention }: UsageFigures): Table {
  const weeks = Math.max(1, ...retention.map(({ active }) => active.length));
  const later = Array.from({ length: weeks }, (_, week) => week);
  return {
    columns: ["week_of", "users", ...later.slice(1).map((week) => `week_${week}`)],
    rows: retention.map(({ week, users, active }) => [
      week,
      users ?? FEW,
      ...later.slice(1).map((place) => (place < active.length ? (active[place] ?? HIDDEN) : null)),
    ]),
  };
}

/** One of the screen's tables, small groups folded as there. */
export function usageTable(figures: UsageFigures, table: UsageTable): Table {
  switch (table) {
    case "days":
      return daysTable(figures);
    case "retention":
      return retentionTable(figures);
    case "endpoints":
      return breakdownTable("endpoint", "runs", figures.endpoints);
    case "channels":
      return breakdownTable("channel", "recipes", figures.pairs);
    case "platforms":
      return breakdownTable("platform", "people", figures.platforms);
    case "countries":
      return breakdownTable("country", "people", figures.countries);
    case "recipes":
      return {
        columns: ["recipe_id", "title", "runs"],
        rows: figures.recipes.map(({ id, title, runs }) => [id, title, runs]),
      };
  }
}
