import type { Column, ColumnType } from "../shape.ts";
import { BooleanColumn } from "./boolean-column.ts";
import type { ColumnBuffer } from "./column-buffer.ts";
import { NumberColumn } from "./number-column.ts";
import { TextColumn } from "./text-column.ts";

const BUFFERS: Record<ColumnType, new (column: Omit<Column<never>, "of">) => ColumnBuffer> = {
  string: TextColumn,
  json: TextColumn,
  bytes: TextColumn,
  double: NumberColumn,
  int32: NumberColumn,
  int64: NumberColumn,
  timestamp: NumberColumn,
  boolean: BooleanColumn,
};

export function openColumn(column: Omit<Column<never>, "of">): ColumnBuffer {
  return new BUFFERS[column.type](column);
}
