import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";

/** What became of a Channel's Recipes and connections on a day (UTC): distinct Recipes and people, and Recipes enabled at its end. */
const channelRecipesDaily: WarehouseTable = {
  name: "channel_recipes_daily",
  grain: ["channel", "usage_date"],
  distribution: "channel",
  sort: ["usage_date", "channel"],
  day: "usage_date",
  columns: [
    { name: "channel", type: "text", bytes: 64, required: true },
    { name: "usage_date", type: "date", required: true },
    { name: "recipes_created", type: "bigint", required: true },
    { name: "recipes_enabled", type: "bigint", required: true },
    { name: "recipes_disabled", type: "bigint", required: true },
    { name: "recipes_deleted", type: "bigint", required: true },
    { name: "enabled_at_end", type: "bigint", required: true },
    { name: "runs", type: "bigint", required: true },
    { name: "users_connected", type: "bigint", required: true },
    { name: "users_disconnected", type: "bigint", required: true },
  ],
};

export default channelRecipesDaily;
