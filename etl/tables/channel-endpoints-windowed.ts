import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";

/** Runs of a Channel's triggers and actions in the 1, 7, 28 and 91 days that end with a day (UTC). */
const channelEndpointsWindowed: WarehouseTable = {
  name: "channel_endpoints_windowed",
  grain: ["channel", "usage_date", "window_days", "kind", "endpoint"],
  distribution: "channel",
  sort: ["usage_date", "channel"],
  day: "usage_date",
  columns: [
    { name: "channel", type: "text", bytes: 64, required: true },
    { name: "usage_date", type: "date", required: true },
    { name: "window_days", type: "integer", required: true },
    { name: "kind", type: "text", bytes: 16, required: true },
    { name: "endpoint", type: "text", bytes: 1_024, required: true },
    { name: "runs", type: "bigint", required: true },
    { name: "recipes", type: "bigint", required: true },
    { name: "users", type: "bigint", required: true },
  ],
};

export default channelEndpointsWindowed;
