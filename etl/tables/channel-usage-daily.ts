import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";

/** What people did with a Channel on a day (UTC), and what its API was asked. */
const channelUsageDaily: WarehouseTable = {
  name: "channel_usage_daily",
  grain: ["channel", "usage_date"],
  distribution: "channel",
  sort: ["usage_date", "channel"],
  day: "usage_date",
  expects: {
    between: {
      active_users: [0, 1e10],
      recipes_created: [0, 1e12],
      recipes_enabled: [0, 1e12],
      recipes_disabled: [0, 1e12],
      runs: [0, 1e12],
      requests: [0, 1e12],
    },
    always: { "no more failures than requests": "failures >= 0 and failures <= requests" },
  },
  columns: [
    { name: "channel", type: "text", bytes: 64, required: true },
    { name: "usage_date", type: "date", required: true, describe: "day, UTC" },
    {
      name: "active_users",
      type: "bigint",
      required: true,
      describe: "people who did anything with the Channel",
    },
    { name: "recipes_created", type: "bigint", required: true },
    { name: "recipes_enabled", type: "bigint", required: true },
    { name: "recipes_disabled", type: "bigint", required: true },
    {
      name: "runs",
      type: "bigint",
      required: true,
      describe: "runs of Recipes that concern the Channel, each once, wherever its trigger and action are",
    },
    { name: "requests", type: "bigint", required: true, describe: "API requests" },
    { name: "failures", type: "bigint", required: true, describe: "API requests that failed" },
  ],
};

export default channelUsageDaily;
