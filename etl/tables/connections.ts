import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";

/** Who is connected with which Channel, as they were on a day (UTC). */
const connections: WarehouseTable = {
  name: "connections",
  grain: ["user_id", "channel", "connected_at", "snapshot_date"],
  distribution: "user_id",
  sort: ["snapshot_date", "user_id"],
  day: "snapshot_date",
  expects: { always: { "a pseudonym in place of the user": "left(user_id, 2) = 'u_'" } },
  columns: [
    { name: "user_id", type: "text", bytes: 64, required: true },
    { name: "channel", type: "text", bytes: 64, required: true },
    { name: "connected_at", type: "timestamp", required: true },
    { name: "snapshot_date", type: "date", required: true },
  ],
};

export default connections;
