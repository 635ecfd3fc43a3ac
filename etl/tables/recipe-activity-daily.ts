import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";

/**
 * What became of a Recipe at a Channel on a day (UTC), and how often it ran. `kind` is `trigger`, `action` or `other`;
 * `enabled_at` and `stopped_at` (disabled or deleted) are the day's last ones.
 */
const recipeActivityDaily: WarehouseTable = {
  name: "recipe_activity_daily",
  grain: ["channel", "recipe_id", "user_id", "kind", "endpoint", "activity_date"],
  distribution: "recipe_id",
  sort: ["activity_date", "channel"],
  day: "activity_date",
  expects: {
    between: {
      created: [0, 1e12],
      enabled: [0, 1e12],
      disabled: [0, 1e12],
      deleted: [0, 1e12],
      runs: [0, 1e12],
    },
    always: {
      "a pseudonym in place of the user": "left(user_id, 2) = 'u_'",
      "a trigger, an action or neither": "kind in ('trigger', 'action', 'other')",
      "something that happened": "created + enabled + disabled + deleted + runs >= 1",
      "when it was enabled, if it was, that day":
        "enabled = 0 and enabled_at is null or enabled > 0 and enabled_at is not null and enabled_at >= activity_date and enabled_at < activity_date + 1",
      "when it was stopped, if it was, that day":
        "disabled + deleted = 0 and stopped_at is null or disabled + deleted > 0 and stopped_at is not null and stopped_at >= activity_date and stopped_at < activity_date + 1",
    },
  },
  columns: [
    { name: "channel", type: "text", bytes: 64, required: true },
    { name: "recipe_id", type: "text", bytes: 512, required: true },
    { name: "user_id", type: "text", bytes: 1_024, required: true },
    { name: "kind", type: "text", bytes: 16, required: true },
    { name: "endpoint", type: "text", bytes: 1_024, required: true },
    { name: "activity_date", type: "date", required: true },
    { name: "created", type: "bigint", required: true },
    { name: "enabled", type: "bigint", required: true },
    { name: "disabled", type: "bigint", required: true },
    { name: "deleted", type: "bigint", required: true },
    { name: "runs", type: "bigint", required: true },
    { name: "enabled_at", type: "timestamp" },
    { name: "stopped_at", type: "timestamp" },
  ],
};

export default recipeActivityDaily;
