import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";

/** Recipes with their trigger and action, as they were on a day (UTC). */
const recipes: WarehouseTable = {
  name: "recipes",
  grain: ["recipe_id", "snapshot_date"],
  distribution: "user_id",
  sort: ["snapshot_date", "user_id"],
  day: "snapshot_date",
  expects: { always: { "a pseudonym in place of the user": "left(user_id, 2) = 'u_'" } },
  columns: [
    { name: "recipe_id", type: "text", bytes: 512, required: true },
    { name: "user_id", type: "text", bytes: 64, required: true },
    { name: "enabled", type: "boolean", required: true },
    { name: "created_at", type: "timestamp", required: true },
    { name: "trigger_channel", type: "text", bytes: 64, required: true },
    { name: "trigger_endpoint", type: "text", bytes: 1_024, required: true },
    { name: "action_channel", type: "text", bytes: 64, required: true },
    { name: "action_endpoint", type: "text", bytes: 1_024, required: true },
    { name: "snapshot_date", type: "date", required: true },
  ],
};

export default recipes;
