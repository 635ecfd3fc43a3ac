import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";
import type { Day } from "../day.ts";
import { findTables } from "../find-tables.ts";
import { risingChecks, rowChecks, rowChecksSql } from "../verify/table-checks.ts";
import type { World } from "./world.ts";

/** A line for every rule of a table that these days break. */
export async function brokenRules({ deps: { warehouse } }: World, days: readonly Day[]): Promise<string[]> {
  const broken: string[] = [];
  const look = async (table: WarehouseTable, day: Day) =>
    warehouse.transaction(async ({ rows }) => {
      const [counts = {}] = await rows<Record<string, number | string>>(rowChecksSql(table, day));
      const found = rowChecks(table).map(({ name }, place) => ({ name, wrong: counts[`wrong_${place}`] }));
      for (const { name, sql } of risingChecks(table, day))
        found.push({ name, wrong: (await rows<{ wrong: number | string }>(sql))[0]?.wrong });
      for (const { name, wrong } of found)
        if (Number(wrong) !== 0) broken.push(`${table.name} of ${day}: ${name} (${wrong})`);
    });
  for (const table of (await findTables()).values()) for (const day of days) await look(table, day);
  return broken;
}
