import type { WarehouseTransaction, WarehouseValue } from "#lib/stores/warehouse/port.ts";
import { qualified, type WarehouseColumn, type WarehouseTable } from "#lib/stores/warehouse/table.ts";
import { listed } from "#lib/verification/words.ts";
import { type Day, ofDay } from "../day.ts";

const BEFORE = "channelscope_rows_before";
const DIFFERING = "channelscope_rows_differing";
/** Longer values are not shown. */
const LONGEST_SHOWN = 40;

/** Rows of a day that are not what its job makes. */
export interface ChangedRows {
  /** By the table's grain. */
  count: number;
  /** The first of them, in words; empty: none. */
  example: string;
  /** Of the first, where the table has Channels. */
  channel: string | null;
}

type Row = Readonly<Record<string, WarehouseValue>>;

/** Sums of durations depend on the order in which they were added up, in their last digits. */
const comparable = ({ name, type }: WarehouseColumn) =>
  type === "double" ? `cast(${name} as decimal(38, 3)) as ${name}` : name;

/** Lays the day's rows aside, for `changedRows` in the same transaction. */
export async function keepRows(
  { execute }: WarehouseTransaction,
  table: WarehouseTable,
  day: Day,
): Promise<void> {
  const columns = table.columns.map(comparable).join(", ");
  await execute(
    `create temp table ${BEFORE} as select ${columns} from ${qualified(table)} where ${ofDay(table, day)}`,
  );
}

/** How the day's rows differ from those that were laid aside; what is there twice is the uniqueness rule's to tell. */
export async function changedRows(
  { execute, rows }: WarehouseTransaction,
  table: WarehouseTable,
  day: Day,
): Promise<ChangedRows> {
  const made = `select ${table.columns.map(comparable).join(", ")} from ${qualified(table)} where ${ofDay(table, day)}`;
  const names = table.columns.map(({ name }) => name).join(", ");
  const grain = table.grain.join(", ");
  const before = `select ${names} from ${BEFORE}`;
  await execute(`create temp table ${DIFFERING} as
    select 1 as is_made, ${names} from (${made} except ${before}) missing
    union all
    select 0 as is_made, ${names} from (${before} except ${made}) foreign_rows`);
  const [counted] = await rows<{ differing: number }>(
    `select count(*) as differing from (select distinct ${grain} from ${DIFFERING}) keys`,
  );
  const [first, second] = await rows<Row>(
    `select is_made, ${names} from ${DIFFERING} order by ${grain}, is_made desc limit 2`,
  );
  if (first === undefined) return { count: 0, example: "", channel: null };
  const { channel } = first;
  return {
    count: counted?.differing ?? 0,
    example: inWords(table, first, second),
    channel: typeof channel === "string" ? channel : null,
  };
}

function shown(value: WarehouseValue | undefined): string {
  if (value === null || value === undefined) return "nothing";
  return value instanceof Date ? value.toISOString().slice(0, 19).replace("T", " ") : String(value);
}

function changeOf(name: string, made: Row, present: Row): string {
  const [should, is] = [shown(made[name]), shown(present[name])];
  return Math.max(should.length, is.length) > LONGEST_SHOWN ? name : `${name} is ${is} instead of ${should}`;
}

/** `channel acme-chat, usage_date 2026-03-01: runs is 9 instead of 4`. */
function inWords({ grain, columns }: WarehouseTable, first: Row, second: Row | undefined): string {
  const key = grain.map((name) => `${name} ${shown(first[name])}`).join(", ");
  if (first.is_made === 0) return `${key}, which should not be there`;
  if (second === undefined || grain.some((name) => shown(first[name]) !== shown(second[name])))
    return `${key}, which is missing`;
  const changed = columns.filter(({ name }) => shown(first[name]) !== shown(second[name]));
  return `${key}: ${listed(changed.map(({ name }) => changeOf(name, first, second)))}`;
}
