import type { WarehouseTransaction } from "#lib/stores/warehouse/port.ts";
import { qualified, type WarehouseTable } from "#lib/stores/warehouse/table.ts";
import { type Day, ofDay } from "./day.ts";
import { readFingerprint } from "./fingerprint.ts";

export interface CheckResult {
  name: string;
  ok: boolean;
  /** What was found, in one line. */
  detail: string;
}

/** SQL that counts what is wrong: 0 is right. */
export interface Check {
  name: string;
  sql(table: WarehouseTable, day: Day): string;
}

/** The transaction is undone: the day stays as it was. */
export class ChecksFailed extends Error {
  override readonly name = "ChecksFailed";
  readonly checks: readonly CheckResult[];

  constructor(checks: readonly CheckResult[]) {
    const failed = checks.filter(({ ok }) => !ok).map(({ name, detail }) => `${name} (${detail})`);
    super(`Checks failed: ${failed.join("; ")}`);
    this.checks = checks;
  }
}

export const notNull = (columns: readonly string[]): Check => ({
  name: `not null: ${columns.join(", ")}`,
  sql: (table, day) =>
    `select count(*) as wrong from ${qualified(table)} where ${ofDay(table, day)} and (${columns.map((column) => `${column} is null`).join(" or ")})`,
});

export const unique = (columns: readonly string[]): Check => ({
  name: `unique: ${columns.join(", ")}`,
  sql: (table, day) =>
    `select count(*) as wrong from (select 1 from ${qualified(table)} where ${ofDay(table, day)} group by ${columns.join(", ")} having count(*) > 1) repeated`,
});

/** Two figures that have to be the same. */
export function equal(name: string, actual: number, expected: number): CheckResult {
  const ok = actual === expected;
  return { name, ok, detail: ok ? String(actual) : `${actual} instead of ${expected}` };
}

interface CheckedDay {
  checks: CheckResult[];
  /** Of the day's rows as this transaction leaves them. */
  fingerprint: number;
}

/** Throws `ChecksFailed` with these and the ones before if one of them is wrong. */
export async function checkDay(
  transaction: WarehouseTransaction,
  table: WarehouseTable,
  day: Day,
  { checks, before = [] }: { checks: readonly Check[]; before?: readonly CheckResult[] },
): Promise<CheckedDay> {
  const results = [...before];
  for (const { name, sql } of checks) {
    const [row] = await transaction.rows<{ wrong: number }>(sql(table, day));
    const wrong = row?.wrong ?? Number.NaN;
    results.push({ name, ok: wrong === 0, detail: wrong === 0 ? "none wrong" : `${wrong} wrong` });
  }
  if (results.some(({ ok }) => !ok)) throw new ChecksFailed(results);
  return { checks: results, fingerprint: await readFingerprint(transaction, table, day) };
}
