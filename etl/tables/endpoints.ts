import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";

/** Triggers and actions of Channels, as they were on a day (UTC). */
const endpoints: WarehouseTable = {
  name: "endpoints",
  grain: ["channel", "kind", "endpoint", "snapshot_date"],
  distribution: "channel",
  sort: ["snapshot_date", "channel"],
  day: "snapshot_date",
  expects: { always: { "a trigger or an action": "kind in ('trigger', 'action')" } },
  columns: [
    { name: "channel", type: "text", bytes: 64, required: true },
    { name: "endpoint", type: "text", bytes: 1_024, required: true },
    { name: "kind", type: "text", bytes: 64, required: true },
    { name: "name", type: "text", bytes: 1_024, required: true },
    { name: "snapshot_date", type: "date", required: true },
  ],
};

export default endpoints;
