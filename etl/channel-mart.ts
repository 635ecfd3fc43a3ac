import type { WarehouseColumn, WarehouseTable } from "#lib/stores/warehouse/table.ts";

interface ChannelMart {
  name: string;
  /** Of so many days, each a row's `window_days`, which end with its day; left out, a row is of the day alone. */
  windows?: readonly number[];
  /** What else tells rows apart; the first of `columns`. */
  by?: readonly string[];
  columns: readonly WarehouseColumn[];
  /** Beyond counts that are none below zero and, where there are windows, no less in a longer one. */
  expects?: Pick<NonNullable<WarehouseTable["expects"]>, "between" | "always" | "rising">;
}

/** Counts of a mart, of people, Recipes and runs. */
const MOST = 1e12;

/** A table of Usage: rows of one Channel and one day (UTC), which lie together by Channel. */
export function channelMart({
  name,
  windows = [],
  by = [],
  columns,
  expects: { between, always, rising } = {},
}: ChannelMart): WarehouseTable {
  const windowed = windows.length > 0;
  const window: WarehouseColumn[] = windowed
    ? [{ name: "window_days", type: "integer", required: true }]
    : [];
  const counts = columns.filter(({ type }) => type === "bigint").map((column) => column.name);
  const within = ["channel", "usage_date", ...by];
  return {
    name,
    grain: ["channel", "usage_date", ...window.map((column) => column.name), ...by],
    distribution: "channel",
    sort: ["usage_date", "channel"],
    day: "usage_date",
    expects: {
      between: { ...Object.fromEntries(counts.map((count) => [count, [0, MOST] as const])), ...between },
      always: {
        ...(windowed && { "a window that is made": `window_days in (${windows.join(", ")})` }),
        ...always,
      },
      rising: {
        ...(windowed && { "no less in a longer window": { within, by: "window_days", columns: counts } }),
        ...rising,
      },
    },
    columns: [
      { name: "channel", type: "text", bytes: 64, required: true },
      { name: "usage_date", type: "date", required: true },
      ...window,
      ...columns,
    ],
  };
}

/** A count of a mart. */
export const counted = (name: string): WarehouseColumn => ({ name, type: "bigint", required: true });
