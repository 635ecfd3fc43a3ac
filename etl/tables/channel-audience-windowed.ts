import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";

/** From where people used a Channel, in the 7, 28 and 91 days that end with a day (UTC); `dimension` is `platform` or `country`. */
const channelAudienceWindowed: WarehouseTable = {
  name: "channel_audience_windowed",
  grain: ["channel", "usage_date", "window_days", "dimension", "value"],
  distribution: "channel",
  sort: ["usage_date", "channel"],
  day: "usage_date",
  columns: [
    { name: "channel", type: "text", bytes: 64, required: true },
    { name: "usage_date", type: "date", required: true },
    { name: "window_days", type: "integer", required: true },
    { name: "dimension", type: "text", bytes: 16, required: true },
    { name: "value", type: "text", bytes: 64, required: true },
    { name: "users", type: "bigint", required: true },
  ],
};

export default channelAudienceWindowed;
