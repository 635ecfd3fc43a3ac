import type { SchemaElement } from "hyparquet";

/**
 * What a column holds. `timestamp` is milliseconds since 1970 (UTC), `json` a text of JSON, `int64` a whole number of
 * JavaScript's exact ones.
 */
export type ColumnType = "string" | "json" | "double" | "int32" | "int64" | "boolean" | "timestamp" | "bytes";

export type CellValue = string | number | boolean | Uint8Array | null | undefined;

export interface Column<Row> {
  name: string;
  type: ColumnType;
  /** Never null. */
  required?: true;
  /** Hardly a value comes twice: no dictionary is tried. */
  unique?: true;
  /** Least and greatest are kept for each row group, so that readers can leave it out. */
  bounds?: true;
  of(row: Row): CellValue;
}

/**
 * The columns of one kind of file. Their order and number are a contract: warehouses map them by position. New ones are
 * appended, none is ever taken out.
 */
export interface Shape<Row> {
  readonly columns: readonly Column<Row>[];
}

const PHYSICAL: Record<ColumnType, Pick<SchemaElement, "type" | "converted_type">> = {
  string: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  json: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  double: { type: "DOUBLE" },
  int32: { type: "INT32" },
  int64: { type: "INT64" },
  boolean: { type: "BOOLEAN" },
  timestamp: { type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
  bytes: { type: "BYTE_ARRAY" },
};

type Described = Pick<Column<never>, "name" | "type" | "required">;

export function parquetSchema(columns: readonly Described[]): SchemaElement[] {
  return [
    { name: "root", num_children: columns.length },
    ...columns.map(({ name, type, required }): SchemaElement => {
      return { name, ...PHYSICAL[type], repetition_type: required ? "REQUIRED" : "OPTIONAL" };
    }),
  ];
}
