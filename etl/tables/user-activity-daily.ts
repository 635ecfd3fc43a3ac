import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";

/** What a person did with a Channel on a day (UTC), from where. Marts of people are made from it, so that none reads events. */
const userActivityDaily: WarehouseTable = {
  name: "user_activity_daily",
  grain: ["channel", "user_id", "activity_date", "platform", "country"],
  distribution: "user_id",
  sort: ["activity_date", "channel"],
  day: "activity_date",
  expects: {
    between: {
      interactions: [1, 1e12],
      connections: [0, 1e12],
      disconnections: [0, 1e12],
      recipes_created: [0, 1e12],
      recipes_enabled: [0, 1e12],
      runs: [0, 1e12],
    },
    always: {
      "a pseudonym in place of the user": "left(user_id, 2) = 'u_'",
      "a country's two letters": "country = 'unknown' or char_length(country) = 2",
      "no more of its kinds than interactions":
        "connections + disconnections + recipes_created + recipes_enabled + runs <= interactions",
    },
  },
  columns: [
    { name: "channel", type: "text", bytes: 64, required: true },
    { name: "user_id", type: "text", bytes: 1_024, required: true },
    { name: "activity_date", type: "date", required: true },
    { name: "platform", type: "text", bytes: 64, required: true },
    { name: "country", type: "text", bytes: 8, required: true },
    { name: "interactions", type: "bigint", required: true },
    { name: "connections", type: "bigint", required: true },
    { name: "disconnections", type: "bigint", required: true },
    { name: "recipes_created", type: "bigint", required: true },
    { name: "recipes_enabled", type: "bigint", required: true },
    { name: "runs", type: "bigint", required: true },
  ],
};

export default userActivityDaily;
