import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";

/** People of the platform, as pseudonyms, as they were on a day (UTC). */
const users: WarehouseTable = {
  name: "users",
  grain: ["user_id", "snapshot_date"],
  distribution: "user_id",
  sort: ["snapshot_date", "user_id"],
  day: "snapshot_date",
  expects: { always: { "a pseudonym in place of the user": "left(user_id, 2) = 'u_'" } },
  columns: [
    { name: "user_id", type: "text", bytes: 64, required: true },
    { name: "created_at", type: "timestamp", required: true },
    { name: "snapshot_date", type: "date", required: true },
  ],
};

export default users;
