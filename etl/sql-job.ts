import { createHash } from "node:crypto";
import { SetupError } from "#lib/setup-error.ts";
import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";
import { type Check, checkDay, notNull, unique } from "./checks.ts";
import { type Day, dayLiterals, replaceDay } from "./day.ts";
import type { Job, Schedule } from "./job.ts";

const LINE = /^--\s*([a-z ]+?)\s*:\s*(.*?)\s*$/;
const FIELDS = [
  "name",
  "describe",
  "depends on",
  "schedule",
  "window",
  "table",
  "check not null",
  "check unique",
];

interface Source {
  /** For complaints. */
  file: string;
  text: string;
}

/** `:day`, `:from` and `:to` become the day and its first instant and the next one's; texts and casts stay. */
export function forDay(sql: string, day: Day): string {
  const literals = dayLiterals(day);
  return sql.replace(/'(?:[^']|'')*'|::|--[^\n]*|:(day|from|to)\b/g, (found, name?: keyof typeof literals) =>
    name === undefined ? found : literals[name],
  );
}

function headerOf({ file, text }: Source): { fields: Map<string, string>; sql: string } {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => !line.startsWith("--"));
  const fields = new Map<string, string>();
  for (const line of lines.slice(0, end)) {
    const [, field = "", value = ""] = LINE.exec(line) ?? [];
    if (!FIELDS.includes(field)) throw new SetupError(`${file}: the header has no field "${line}".`);
    if (fields.has(field)) throw new SetupError(`${file}: the header says "${field}" twice.`);
    fields.set(field, value);
  }
  return { fields, sql: lines.slice(end).join("\n").trim().replace(/;$/, "") };
}

const listed = (value = "") =>
  value
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);

/** `91 days` or `all days`. */
function windowOf(file: string, value: string): number {
  const [, days] = /^(\d{1,4}|all) days$/.exec(value) ?? [];
  const window = days === "all" ? Number.POSITIVE_INFINITY : Number(days);
  if (window >= 2) return window;
  throw new SetupError(`${file}: the window is "91 days" or "all days", not ${value}.`);
}

/** The columns that a check names. */
function checked(file: string, table: WarehouseTable, value: string): string[] {
  const columns = listed(value);
  const unknown = columns.find((name) => table.columns.every((column) => column.name !== name));
  if (unknown !== undefined) throw new SetupError(`${file}: ${table.name} has no column ${unknown}.`);
  return columns;
}

/**
 * A job that is one SELECT for one day, whose columns are the table's by position. Throws `SetupError` that names the
 * file.
 */
export function parseSqlJob(source: Source, tables: ReadonlyMap<string, WarehouseTable>): Job {
  const { file, text } = source;
  const { fields, sql } = headerOf(source);
  const required = (field: string) => {
    const value = fields.get(field);
    if (!value) throw new SetupError(`${file}: the header needs "-- ${field}: …".`);
    return value;
  };
  const name = required("name");
  if (`${name}.sql` !== file) throw new SetupError(`${file}: the job's name is the file's, not ${name}.`);
  const schedule = required("schedule");
  if (schedule !== "hourly" && schedule !== "daily")
    throw new SetupError(`${file}: the schedule is hourly or daily, not ${schedule}.`);
  const window = fields.get("window");
  const table = tables.get(required("table"));
  if (table === undefined) throw new SetupError(`${file}: there is no table ${fields.get("table")}.`);
  if (!/^(select|with)\b/i.test(sql)) throw new SetupError(`${file}: the job has to be one SELECT.`);
  const checks: Check[] = [
    notNull(checked(file, table, required("check not null"))),
    unique(checked(file, table, required("check unique"))),
  ];
  return {
    name,
    describe: required("describe"),
    dependsOn: listed(fields.get("depends on")),
    topics: [],
    schedule: schedule satisfies Schedule,
    ...(window === undefined ? {} : { windowDays: windowOf(file, window) }),
    table,
    version: createHash("sha256").update(text).digest("hex").slice(0, 12),
    run: ({ warehouse, day }) =>
      warehouse.transaction(async (transaction) => {
        const rows = await replaceDay(transaction, table, day, forDay(sql, day));
        return { rows, ...(await checkDay(transaction, table, day, { checks })) };
      }),
  };
}
