/** `timestamp` is UTC without a zone. */
type WarehouseType = "text" | "double" | "integer" | "bigint" | "boolean" | "timestamp" | "date";

export interface WarehouseColumn {
  name: string;
  type: WarehouseType;
  /** Of a text, the most bytes of UTF-8; 65,535 at most. */
  bytes?: number;
  /** Never null. */
  required?: true;
  /** What the Parquet file calls the column at this place, where the name is another. */
  from?: string;
  /** For people who ask, where its name does not say it. */
  describe?: string;
}

/** Columns that never fall from a row to the next: among rows that are alike in `within`, in the order of `by`. */
interface Rising {
  within: readonly string[];
  by: string;
  columns: readonly string[];
}

/** What is true of every row, beyond what `required` and `grain` say; verification looks whether it is. */
interface Expectations {
  /** Least and greatest value of a column. */
  between?: Readonly<Record<string, readonly [number, number]>>;
  /** In words, SQL that is true of a row. */
  always?: Readonly<Record<string, string>>;
  /** In words, what rows have to do with each other. */
  rising?: Readonly<Record<string, Rising>>;
  /** So long after the first change of what a day is made from, it has to be made anew; 3 hours where it is left out. */
  freshWithinHours?: number;
}

/** One description of a table, from which both dialects' DDL and the order of a load's columns come. */
export interface WarehouseTable {
  name: string;
  /** What one row stands for; these columns are unique, which no warehouse enforces. */
  grain: readonly string[];
  /** Their order is a contract with files: append only. */
  columns: readonly WarehouseColumn[];
  /** On Redshift, rows of equal values lie on one node. */
  distribution: string;
  sort: readonly string[];
  /** Says to which UTC day a row belongs: a timestamp or a date. What a load replaces is a day. */
  day: string;
  expects?: Expectations;
}

export type Dialect = "postgres" | "redshift";

export const SCHEMA = "warehouse";

const SQL_TYPES: Record<Exclude<WarehouseType, "text">, string> = {
  double: "double precision",
  integer: "integer",
  bigint: "bigint",
  boolean: "boolean",
  timestamp: "timestamp",
  date: "date",
};

function sqlType({ type, bytes = 256 }: WarehouseColumn): string {
  return type === "text" ? `varchar(${bytes})` : SQL_TYPES[type];
}

export const qualified = ({ name }: Pick<WarehouseTable, "name">) => `${SCHEMA}.${name}`;

export const columnList = ({ columns }: WarehouseTable) => columns.map(({ name }) => name).join(", ");

export const stageName = ({ name }: WarehouseTable) => `channelscope_stage_${name}`;

/** Makes the stage of this session anew: the same columns, all of them nullable. */
export function stageSql(table: WarehouseTable): string[] {
  const columns = table.columns.map((column) => `${column.name} ${sqlType(column)}`);
  return [
    `drop table if exists ${stageName(table)}`,
    `create temp table ${stageName(table)} (${columns.join(", ")})`,
  ];
}

export function createTableSql(table: WarehouseTable, dialect: Dialect): string[] {
  const columns = table.columns.map(
    (column) => `${column.name} ${sqlType(column)}${column.required ? " not null" : ""}`,
  );
  const create = `create table if not exists ${qualified(table)} (${columns.join(", ")})`;
  const sort = table.sort.join(", ");
  if (dialect === "redshift")
    return [`${create} diststyle key distkey (${table.distribution}) compound sortkey (${sort})`];
  return [create, `create index if not exists ${table.name}_sort on ${qualified(table)} (${sort})`];
}
