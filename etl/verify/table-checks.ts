import { qualified, type WarehouseTable } from "#lib/stores/warehouse/table.ts";
import { type Day, ofDay } from "../day.ts";

/** What has to be true of a table's day, and SQL that is true of a row of which it is not. */
interface RowCheck {
  name: string;
  wrong: string;
}

/** From a table's description: columns without nulls, ranges, and what else it expects. */
export function rowChecks({ columns, expects = {} }: WarehouseTable): RowCheck[] {
  const required = columns.filter((column) => column.required).map(({ name }) => name);
  const checks: RowCheck[] = [];
  if (required.length > 0)
    checks.push({
      name: `never null: ${required.join(", ")}`,
      wrong: required.map((name) => `${name} is null`).join(" or "),
    });
  for (const [name, [least, most]] of Object.entries(expects.between ?? {}))
    checks.push({
      name: `${name} between ${least} and ${most}`,
      wrong: `${name} < ${least} or ${name} > ${most}`,
    });
  for (const [name, sql] of Object.entries(expects.always ?? {}))
    checks.push({ name, wrong: `not (${sql})` });
  return checks;
}

/** One row: `all_rows`, then for each check how many rows are wrong, as `wrong_0` and so on. */
export function rowChecksSql(table: WarehouseTable, day: Day): string {
  const counts = rowChecks(table).map(
    ({ wrong }, place) => `coalesce(sum(case when ${wrong} then 1 else 0 end), 0) as wrong_${place}`,
  );
  return `select ${["count(*) as all_rows", ...counts].join(", ")} from ${qualified(table)} where ${ofDay(table, day)}`;
}

/** For what rows have to do with each other, SQL that answers one row: `wrong`, how many fall below the one before. */
export const risingChecks = (table: WarehouseTable, day: Day): { name: string; sql: string }[] =>
  Object.entries(table.expects?.rising ?? {}).map(([name, { within, by, columns }]) => {
    const before = columns.map(
      (column, place) =>
        `lag(${column}) over (partition by ${within.join(", ")} order by ${by}) as before_${place}`,
    );
    const falls = columns.map((column, place) => `${column} < before_${place}`);
    return {
      name,
      sql: `select count(*) as wrong from (select ${[...columns, ...before].join(", ")}
       from ${qualified(table)} where ${ofDay(table, day)}) ordered where ${falls.join(" or ")}`,
    };
  });

/** One row: `wrong`, values of the grain that come more than once. */
export const uniqueSql = (table: WarehouseTable, day: Day) =>
  `select count(*) as wrong from (select 1 from ${qualified(table)} where ${ofDay(table, day)}
   group by ${table.grain.join(", ")} having count(*) > 1) repeated`;
