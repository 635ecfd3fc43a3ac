import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";

/** Texts are as long as what the stream accepts can become in UTF-8. */
const interactions: WarehouseTable = {
  name: "interactions",
  grain: ["channel", "id", "occurred_at"],
  distribution: "user_id",
  sort: ["occurred_at", "channel"],
  day: "occurred_at",
  expects: {
    between: { checksum: [0, 16_777_215], stream_partition: [0, 100_000], stream_offset: [0, 9e15] },
    always: {
      "a pseudonym in place of the user": "left(user_id, 2) = 'u_'",
      "a country's two letters": "country is null or char_length(country) = 2",
    },
  },
  columns: [
    { name: "id", type: "text", bytes: 512, required: true },
    { name: "occurred_at", type: "timestamp", required: true, from: "timestamp", describe: "UTC" },
    { name: "user_id", type: "text", bytes: 1_024, required: true, describe: "a pseudonym" },
    {
      name: "type",
      type: "text",
      bytes: 64,
      required: true,
      describe: "recipe_created, recipe_enabled, recipe_run, channel_connected …",
    },
    {
      name: "channel",
      type: "text",
      bytes: 64,
      describe: "that it concerns; a Recipe’s event comes once for each of its Channels",
    },
    { name: "recipe_id", type: "text", bytes: 512, describe: "count it distinct" },
    { name: "platform", type: "text", bytes: 64 },
    { name: "country", type: "text", bytes: 8, describe: "two letters, ISO 3166-1" },
    {
      name: "properties",
      type: "text",
      bytes: 65_535,
      describe: "JSON: warehouse.property(properties, 'kind')",
    },
    { name: "checksum", type: "integer", required: true, describe: "for verification" },
    { name: "stream_partition", type: "integer", required: true, from: "partition" },
    { name: "stream_offset", type: "bigint", required: true, from: "offset" },
    { name: "appended_at", type: "timestamp", required: true, describe: "when the stream took it" },
  ],
};

export default interactions;
