import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";

/**
 * People of a Channel in the 1, 7, 28 and 91 days that end with a day (UTC): distinct people do not add up. The last four
 * count those who connected within the window, and of these who created, enabled and ran a Recipe since.
 */
const channelUsersWindowed: WarehouseTable = {
  name: "channel_users_windowed",
  grain: ["channel", "usage_date", "window_days"],
  distribution: "channel",
  sort: ["usage_date", "channel"],
  day: "usage_date",
  columns: [
    { name: "channel", type: "text", bytes: 64, required: true },
    { name: "usage_date", type: "date", required: true },
    { name: "window_days", type: "integer", required: true },
    { name: "active_users", type: "bigint", required: true },
    { name: "new_users", type: "bigint", required: true },
    { name: "connected_users", type: "bigint", required: true },
    { name: "created_users", type: "bigint", required: true },
    { name: "enabled_users", type: "bigint", required: true },
    { name: "ran_users", type: "bigint", required: true },
  ],
};

export default channelUsersWindowed;
