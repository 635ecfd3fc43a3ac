import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";

/** Which snapshots of the application's tables there are, and how many rows each has. */
const snapshots: WarehouseTable = {
  name: "snapshots",
  grain: ["entity", "snapshot_date"],
  distribution: "entity",
  sort: ["snapshot_date", "entity"],
  day: "snapshot_date",
  expects: { between: { source_rows: [0, 1e12] } },
  columns: [
    { name: "entity", type: "text", bytes: 64, required: true },
    { name: "source_rows", type: "bigint", required: true },
    { name: "taken_at", type: "timestamp", required: true },
    { name: "snapshot_date", type: "date", required: true },
  ],
};

export default snapshots;
