import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ParquetFile } from "../../archive/parquet-file.ts";
import type { Column } from "../../archive/shape.ts";
import type { Archive } from "../archive/port.ts";
import { LoadRefused, type ManifestEntry, QueryTooSlow, type Warehouse } from "./port.ts";
import { columnList, qualified, type WarehouseTable } from "./table.ts";

interface WarehouseUnderTest {
  archive: Archive;
  connect(): Warehouse;
  close(): Promise<void>;
}

interface Row {
  name: string | null;
  day: number;
  amount?: number;
  share?: number;
  size?: number;
  good?: boolean;
}

const DAY = Date.UTC(2026, 2, 1);
const LIMITS = { timeoutMs: 20_000, maxRows: 100 };

const COLUMNS: readonly Column<Row>[] = [
  { name: "name", type: "string", of: ({ name }) => name },
  { name: "at", type: "timestamp", required: true, of: ({ day }) => DAY + day * 86_400_000 },
  { name: "amount", type: "int64", of: ({ amount }) => amount },
  { name: "share", type: "double", of: ({ share }) => share },
  { name: "size", type: "int32", of: ({ size }) => size },
  { name: "good", type: "boolean", of: ({ good }) => good },
];

const tableOf = (name: string): WarehouseTable => ({
  name,
  grain: ["label"],
  distribution: "label",
  sort: ["happened_at"],
  day: "happened_at",
  columns: [
    { name: "label", type: "text", bytes: 20, from: "name" },
    { name: "happened_at", type: "timestamp", required: true, from: "at" },
    { name: "amount", type: "bigint" },
    { name: "share", type: "double" },
    { name: "size", type: "integer" },
    { name: "good", type: "boolean" },
  ],
});

/** What every warehouse promises; run on each adapter. */
export function warehouseContract(name: string, open: () => Promise<WarehouseUnderTest>): void {
  describe(`warehouse on ${name}`, () => {
    const table = tableOf(`contract_${randomUUID().slice(0, 8)}`);
    let subject: WarehouseUnderTest;
    let warehouse: Warehouse;
    let folder: string;

    beforeAll(async () => {
      subject = await open();
    });
    afterAll(async () => {
      await subject.close();
    });
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), "channelscope-contract-"));
      warehouse = subject.connect();
      await warehouse.prepare([table]);
    });
    afterEach(async () => {
      await warehouse.transaction(({ execute }) => execute(`drop table ${qualified(table)}`));
      await warehouse.close();
      await rm(folder, { recursive: true });
    });

    const file = async (rows: Row[], columns = COLUMNS): Promise<ManifestEntry> => {
      const parquet = new ParquetFile({ columns }, join(folder, randomUUID()));
      for (const row of rows) parquet.add(row);
      const bytes = await parquet.finish();
      const key = `contract/${randomUUID()}.parquet`;
      await subject.archive.putFile(key, parquet.path);
      return { key, bytes, rows: rows.length };
    };
    const replace = (entries: ManifestEntry[]) =>
      warehouse.transaction(async (transaction) => {
        const stage = await transaction.stage(table, { entries });
        await transaction.execute(
          `delete from ${qualified(table)} where happened_at >= timestamp '2026-03-01'`,
        );
        return transaction.execute(
          `insert into ${qualified(table)} (${columnList(table)}) select ${columnList(table)} from ${stage}`,
        );
      });
    const read = async (sql = `select ${columnList(table)} from ${qualified(table)} order by label`) =>
      (await warehouse.query(sql, [], LIMITS)).rows;

    it("loads all files by position, and gives every value back", async () => {
      const [first, second] = [
        await file([
          { name: 'a\t"\\\n', day: 0, amount: 2 ** 52, share: 0.1, size: -7, good: true },
          { name: "é日", day: 1, amount: -1, share: -1e-9, size: 0, good: false },
        ]),
        await file([{ name: null, day: 2 }]),
      ];
      expect(await replace([first, second])).toBe(3);
      expect(await read()).toEqual([
        ['a\t"\\\n', new Date(DAY), 2 ** 52, 0.1, -7, true],
        ["é日", new Date(DAY + 86_400_000), -1, -1e-9, 0, false],
        [null, new Date(DAY + 2 * 86_400_000), null, null, null, null],
      ]);
    });

    it("holds the same rows however often they are loaded, none when there are none", async () => {
      const entries = [await file([{ name: "a", day: 0 }])];
      for (let time = 0; time < 3; time += 1) await replace(entries);
      expect(await read()).toHaveLength(1);
      expect(await replace([])).toBe(0);
      expect(await read()).toEqual([]);
    });

    it("keeps a transaction's work from readers until it ends, and undoes it when it fails", async () => {
      await replace([await file([{ name: "before", day: 0 }])]);
      const failed = warehouse.transaction(async ({ stage, execute, rows }) => {
        const staged = await stage(table, { entries: [await file([{ name: "after", day: 0 }])] });
        await execute(`delete from ${qualified(table)} where label is not null`);
        await execute(
          `insert into ${qualified(table)} (${columnList(table)}) select ${columnList(table)} from ${staged}`,
        );
        expect(await rows(`select label from ${qualified(table)}`)).toEqual([{ label: "after" }]);
        expect(await read(`select label from ${qualified(table)}`)).toEqual([["before"]]);
        throw new Error("of the work");
      });
      await expect(failed).rejects.toThrow("of the work");
      expect(await read(`select label from ${qualified(table)}`)).toEqual([["before"]]);
    });

    it.each([
      ["a column too few", COLUMNS.slice(0, -1)],
      ["a column too many", [...COLUMNS, { name: "more", type: "string" as const, of: () => "x" }]],
      ["a text in a number's place", COLUMNS.with(2, { name: "amount", type: "string", of: () => "many" })],
      ["a text too long", COLUMNS.with(0, { name: "name", type: "string", of: () => "é".repeat(11) })],
    ])("refuses a file with %s", async (_what, columns) => {
      const good = await file([{ name: "good", day: 0 }]);
      const bad = await file([{ name: "bad", day: 0 }], columns);
      await expect(replace([good, bad])).rejects.toThrow(LoadRefused);
      expect(await read()).toEqual([]);
    });

    it("refuses a load whose file is gone, or is not what the manifest says", async () => {
      const [good, gone] = [await file([{ name: "good", day: 0 }]), await file([{ name: "gone", day: 0 }])];
      await subject.archive.remove([gone.key]);
      await expect(replace([good, gone])).rejects.toThrow();
      await expect(replace([{ ...good, bytes: good.bytes - 1 }])).rejects.toThrow();
      expect(await read()).toEqual([]);
    });

    it("answers a query with its columns, values in their places, and no more rows than asked for", async () => {
      await replace([await file([3, 1, 2].map((amount) => ({ name: `it's ${amount}`, day: 0, amount })))]);
      const sql = `select amount as "$1", label from ${qualified(table)} where label <> $1 and happened_at < $2 order by amount;`;
      const values = ["it's 3", new Date(DAY + 1)];
      expect(await warehouse.query(sql, values, { ...LIMITS, maxRows: 1 })).toEqual({
        columns: ["$1", "label"],
        rows: [[1, "it's 1"]],
        truncated: true,
      });
      expect((await warehouse.query(sql, values, { ...LIMITS, maxRows: 2 })).truncated).toBe(false);
    });

    it("answers more rows than a server hands out at a time", async () => {
      const digits = Array.from({ length: 10 }, (_, digit) => `select ${digit} as n`).join(" union all ");
      const thousands = `with d as (${digits}) select a.n * 1000 + b.n * 100 + c.n * 10 + e.n as number
        from d a cross join d b cross join d c cross join d e where a.n < 3 order by number`;
      const all = await warehouse.query(thousands, [], { ...LIMITS, maxRows: 3_000 });
      expect(all.rows.map(([number]) => Number(number))).toEqual(Array.from({ length: 3_000 }, (_, n) => n));
      expect(all.truncated).toBe(false);
      const some = await warehouse.query(thousands, [], { ...LIMITS, maxRows: 2_500 });
      expect([some.rows.length, some.truncated]).toEqual([2_500, true]);
    });

    it("reads a property of a JSON text, null where there is none", async () => {
      const of = async (properties: string | null, key: string) =>
        (await warehouse.query("select warehouse.property($1, $2)", [properties, key], LIMITS)).rows[0]?.[0];
      const properties = JSON.stringify({
        kind: "trigger",
        "it's": 'é "x"',
        count: 2.5,
        on: true,
        empty: "",
      });
      expect(await of(properties, "kind")).toBe("trigger");
      expect(await of(properties, "it's")).toBe('é "x"');
      expect(await of(properties, "count")).toBe("2.5");
      expect(await of(properties, "on")).toBe("true");
      expect(await of(properties, "empty")).toBeNull();
      expect(await of(properties, "endpoint")).toBeNull();
      expect(await of(null, "kind")).toBeNull();
    });

    it("takes one reading statement only", async () => {
      for (const sql of [
        `delete from ${qualified(table)}`,
        "select 1; select 2",
        "select 1; commit; drop table x",
      ])
        await expect(warehouse.query(sql, [], LIMITS)).rejects.toThrow(/syntax error|multiple commands/);
      await expect(warehouse.query("select nothing", [], LIMITS)).rejects.toThrow("nothing");
    });

    it("breaks off a query that takes too long", async () => {
      await replace([
        await file(Array.from({ length: 300 }, (_, amount) => ({ name: "x", day: 0, amount }))),
      ]);
      const cross = Array.from({ length: 5 }, (_, place) => `${qualified(table)} t${place}`).join(", ");
      const slow = warehouse.query(`select count(*) from ${cross}`, [], { timeoutMs: 200, maxRows: 1 });
      await expect(slow).rejects.toThrow(QueryTooSlow);
    });
  });
}
