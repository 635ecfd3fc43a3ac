import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";

/**
 * Of the people whose first activity on a Channel was in a week (from Monday, UTC), how many were active so many weeks
 * later; week 0 counts all of them. A week's rows are made with its last day.
 */
const channelRetentionWeekly: WarehouseTable = {
  name: "channel_retention_weekly",
  grain: ["channel", "cohort_week", "weeks_later"],
  distribution: "channel",
  sort: ["week_ends_on", "channel"],
  day: "week_ends_on",
  expects: {
    between: { weeks_later: [0, 13], users: [1, 1e12] },
    always: {
      "weeks from Monday": "extract(dow from cohort_week) = 1",
      "a week that ends so many weeks later": "week_ends_on - cohort_week = 7 * weeks_later + 6",
    },
  },
  columns: [
    { name: "channel", type: "text", bytes: 64, required: true },
    { name: "cohort_week", type: "date", required: true },
    { name: "week_ends_on", type: "date", required: true },
    { name: "weeks_later", type: "integer", required: true },
    { name: "users", type: "bigint", required: true },
  ],
};

export default channelRetentionWeekly;
