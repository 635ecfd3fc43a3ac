import type { WarehouseColumn, WarehouseTable } from "#lib/stores/warehouse/table.ts";

interface ChannelMart {
  name: string;
  /** Whether a row is of a window of `window_days` that ends with its day; else of the day alone. */
  windowed: boolean;
  /** What else tells rows apart; the first of `columns`. */
  by?: readonly string[];
  columns: readonly WarehouseColumn[];
}

/** A table of Usage: rows of one Channel and one day (UTC), which lie together by Channel. */
export function channelMart({ name, windowed, by = [], columns }: ChannelMart): WarehouseTable {
  const window: WarehouseColumn[] = windowed
    ? [{ name: "window_days", type: "integer", required: true }]
    : [];
  return {
    name,
    grain: ["channel", "usage_date", ...window.map((column) => column.name), ...by],
    distribution: "channel",
    sort: ["usage_date", "channel"],
    day: "usage_date",
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
