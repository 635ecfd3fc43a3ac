import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";

/** The ten Recipes of a Channel that ran most, in the 7, 28 and 91 days that end with a day (UTC); `place` counts from 1. */
const channelTopRecipesWindowed: WarehouseTable = {
  name: "channel_top_recipes_windowed",
  grain: ["channel", "usage_date", "window_days", "recipe_id"],
  distribution: "channel",
  sort: ["usage_date", "channel"],
  day: "usage_date",
  columns: [
    { name: "channel", type: "text", bytes: 64, required: true },
    { name: "usage_date", type: "date", required: true },
    { name: "window_days", type: "integer", required: true },
    { name: "recipe_id", type: "text", bytes: 512, required: true },
    { name: "place", type: "integer", required: true },
    { name: "runs", type: "bigint", required: true },
  ],
};

export default channelTopRecipesWindowed;
