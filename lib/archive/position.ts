import type { StreamRecord } from "../stores/event-stream/port.ts";
import type { Column } from "./shape.ts";

/** An accepted event and the record that it came as. */
export interface Archived<Event> {
  event: Event;
  record: Pick<StreamRecord, "partition" | "offset" | "appendedAt">;
}

/** Where a record stood in its stream, and when that took it. */
export const PLACE_COLUMNS: readonly Column<Pick<Archived<unknown>, "record">>[] = [
  { name: "partition", type: "int32", required: true, of: ({ record }) => record.partition },
  {
    name: "offset",
    type: "int64",
    required: true,
    unique: true,
    bounds: true,
    of: ({ record }) => record.offset,
  },
  {
    name: "appended_at",
    type: "timestamp",
    required: true,
    bounds: true,
    of: ({ record }) => record.appendedAt,
  },
];

/** The last columns of every topic: what proves that nothing is missing. */
export const POSITION_COLUMNS: readonly Column<Archived<{ checksum: number }>>[] = [
  { name: "checksum", type: "int32", required: true, unique: true, of: ({ event }) => event.checksum },
  ...PLACE_COLUMNS,
];
