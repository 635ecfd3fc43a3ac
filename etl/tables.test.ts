import { describe, expect, it } from "vitest";
import { apiRequestShape } from "#lib/archive/api-requests.ts";
import { interactionShape } from "#lib/archive/interactions.ts";
import type { Column } from "#lib/archive/shape.ts";
import { hourShape } from "#lib/request-hours/shape.ts";
import { createTableSql, type WarehouseTable } from "#lib/stores/warehouse/table.ts";
import { findTables } from "./find-tables.ts";
import { REQUEST_COLUMNS } from "./request-hour.ts";
import apiRequestsHourly from "./tables/api-requests-hourly.ts";
import interactions from "./tables/interactions.ts";

const LOADED_AS: Record<Column<never>["type"], string> = {
  string: "text",
  json: "text",
  double: "double",
  int32: "integer",
  int64: "bigint",
  boolean: "boolean",
  timestamp: "timestamp",
  bytes: "nothing",
};

describe("tables of the warehouse", () => {
  it.each<[WarehouseTable, readonly Column<never>[]]>([
    [interactions, interactionShape.columns],
    [apiRequestsHourly, hourShape.columns],
  ])("take the columns of the archive's files by position: %o", (table, columns) => {
    const expected = columns.map(({ name, type, required }) => ({ name, type: LOADED_AS[type], required }));
    const described = table.columns.map(({ name, from = name, type, required }) => ({
      name: from,
      type,
      required,
    }));
    expect(described).toEqual(expected);
  });

  it("are made of columns that the archive has", () => {
    const names = apiRequestShape.columns.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([...REQUEST_COLUMNS]));
  });

  it("name only columns of their own as grain, keys and day", async () => {
    for (const { columns, grain, sort, distribution, day } of (await findTables()).values()) {
      const names = columns.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining([...grain, ...sort, distribution, day]));
    }
  });

  it("say what is true of their rows, each more than that nothing is null or repeated", async () => {
    const silent = [...(await findTables()).values()].filter(
      ({ expects: { between, always, rising } = {} }) =>
        Object.keys({ ...between, ...always, ...rising }).length === 0,
    );
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it("name only columns of their own in what is true of their rows", async () => {
    for (const { columns, expects = {} } of (await findTables()).values()) {
      const rising = Object.values(expects.rising ?? {});
      const named = rising.flatMap((rule) => [
        ...rule.within,
        ...rule.columns,
        rule.by.replace(/ desc$/, ""),
      ]);
      const names = columns.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining([...Object.keys(expects.between ?? {}), ...named]));
    }
  });

  it("have keys on Redshift and an index on PostgreSQL", async () => {
    const table = (await findTables()).get("channel_usage_daily");
    if (table === undefined) throw new Error("The table is missing");
    const [redshift] = createTableSql(table, "redshift");
    expect(redshift).toMatch(/ diststyle key distkey \(channel\) compound sortkey \(usage_date, channel\)$/);
    expect(createTableSql(table, "postgres")[1]).toMatch(/create index .* \(usage_date, channel\)$/);
  });
});
