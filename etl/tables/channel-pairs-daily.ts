import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";

/** Channels whose Recipes ran together with a Channel's, in the 7, 28 and 91 days that end with a day (UTC). */
const channelPairsDaily: WarehouseTable = {
  name: "channel_pairs_daily",
  grain: ["channel", "usage_date", "window_days", "other_channel"],
  distribution: "channel",
  sort: ["usage_date", "channel"],
  day: "usage_date",
  columns: [
    { name: "channel", type: "text", bytes: 64, required: true },
    { name: "usage_date", type: "date", required: true },
    { name: "window_days", type: "integer", required: true },
    { name: "other_channel", type: "text", bytes: 64, required: true },
    { name: "recipes", type: "bigint", required: true },
    { name: "users", type: "bigint", required: true },
  ],
};

export default channelPairsDaily;
