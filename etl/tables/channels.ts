import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";

/** Channels and what they are called, as they were on a day (UTC). */
const channels: WarehouseTable = {
  name: "channels",
  grain: ["channel", "snapshot_date"],
  distribution: "channel",
  sort: ["snapshot_date", "channel"],
  day: "snapshot_date",
  expects: { always: { "a slug": "channel <> ''" } },
  columns: [
    { name: "channel", type: "text", bytes: 64, required: true },
    { name: "name", type: "text", bytes: 1_024, required: true },
    { name: "snapshot_date", type: "date", required: true },
  ],
};

export default channels;
