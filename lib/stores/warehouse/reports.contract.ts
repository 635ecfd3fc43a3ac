import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  QueryCancelled,
  QueryRefused,
  QueryTooSlow,
  ReportsBusy,
  type Warehouse,
  type WarehouseReports,
} from "./port.ts";
import { qualified, type WarehouseTable } from "./table.ts";

export interface ReportsUnderTest {
  warehouse: Warehouse;
  reports: WarehouseReports;
  close(): Promise<void>;
}

const LIMITS = { timeoutMs: 20_000, maxRows: 100 };
const ROWS = 600;

const tableOf = (name: string): WarehouseTable => ({
  name,
  grain: ["label"],
  distribution: "label",
  sort: ["happened_at"],
  day: "happened_at",
  columns: [
    { name: "label", type: "text", bytes: 20 },
    { name: "happened_at", type: "timestamp", required: true },
    { name: "amount", type: "bigint" },
  ],
});

/** What reports promise on every warehouse; run on each adapter. */
export function reportsContract(name: string, open: () => Promise<ReportsUnderTest>): void {
  describe(`reports on ${name}`, () => {
    const table = tableOf(`reports_${randomUUID().slice(0, 8)}`);
    let subject: ReportsUnderTest;
    let reports: WarehouseReports;
    beforeAll(async () => {
      subject = await open();
      reports = subject.reports;
      await reports.query("select 1 as one", LIMITS);
      // Made after the role: what comes later is read as well.
      await subject.warehouse.prepare([table]);
      const rows = Array.from({ length: ROWS }, (_, n) => `('r${n}', timestamp '2026-03-01 12:00:00', ${n})`);
      await subject.warehouse.transaction(({ execute }) =>
        execute(`insert into ${qualified(table)} (label, happened_at, amount) values ${rows.join(", ")}`),
      );
    });
    afterAll(async () => {
      await subject.warehouse.transaction(({ execute }) => execute(`drop table ${qualified(table)}`));
      await subject.close();
    });

    it("answers with columns, their kinds, and rows up to the limit", async () => {
      const sql = `select label, happened_at, amount, cast(happened_at as date) as day, null as nothing
        from ${qualified(table)} order by amount; `;
      const answer = await reports.query(sql, { ...LIMITS, maxRows: 2 });
      expect(answer.columns.slice(0, 4)).toEqual([
        { name: "label", kind: "text" },
        { name: "happened_at", kind: "time" },
        { name: "amount", kind: "number" },
        { name: "day", kind: "time" },
      ]);
      const noon = new Date("2026-03-01T12:00:00Z");
      expect(answer.rows).toEqual([
        ["r0", noon, 0, "2026-03-01", null],
        ["r1", noon, 1, "2026-03-01", null],
      ]);
      expect(answer.truncated).toBe(true);
    });

    it("fetches in pieces and keeps their order", async () => {
      const sql = `select amount from ${qualified(table)} order by amount`;
      const { rows, truncated } = await reports.query(sql, { ...LIMITS, maxRows: ROWS });
      expect(rows).toEqual(Array.from({ length: ROWS }, (_, amount) => [amount]));
      expect(truncated).toBe(false);
      expect((await reports.query(`${sql} -- ends with words`, { ...LIMITS, maxRows: 1 })).rows).toEqual([
        [0],
      ]);
    });

    it("reads properties by the warehouse's own function", async () => {
      const sql = `select warehouse.property('{"variant":"guided"}', 'variant') as variant`;
      expect((await reports.query(sql, LIMITS)).rows).toEqual([["guided"]]);
    });

    it("says what is wrong with the SQL, and where", async () => {
      const sql = `select amount,\n nothing from ${qualified(table)}`;
      const refused = await reports.query(sql, LIMITS).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(QueryRefused);
      expect(refused).toMatchObject({ message: expect.stringContaining("nothing"), position: 16 });
      await expect(reports.query("", LIMITS)).rejects.toThrow(QueryRefused);
    });

    it.each([
      [
        "insert",
        () => `insert into ${qualified(table)} (label, happened_at) values ('x', timestamp '2026-03-01')`,
      ],
      ["update", () => `update ${qualified(table)} set amount = 0`],
      ["delete", () => `delete from ${qualified(table)}`],
      ["truncate", () => `truncate ${qualified(table)}`],
      ["drop", () => `drop table ${qualified(table)}`],
      ["create", () => "create table warehouse.mine (a integer)"],
      ["a table for the session", () => "create temp table mine (a integer)"],
      ["a table by a select", () => "select 1 as a into warehouse.mine"],
      [
        "a write within a query",
        () => `with gone as (delete from ${qualified(table)} returning 1) select * from gone`,
      ],
      ["two statements", () => "select 1; select 2"],
      ["an end of the transaction", () => "select 1; commit; drop schema warehouse cascade"],
      ["a write behind a comment", () => `select 1 --\n; delete from ${qualified(table)}`],
      ["an open comment", () => "select 1 /*"],
      ["another role", () => "set role to postgres"],
      ["grants", () => `grant all on ${qualified(table)} to public`],
    ])("refuses %s", async (_what, sql) => {
      await expect(reports.query(sql(), LIMITS)).rejects.toThrow(QueryRefused);
      const { rows } = await reports.query(`select count(*), sum(amount) from ${qualified(table)}`, LIMITS);
      expect(rows).toEqual([[ROWS, (ROWS * (ROWS - 1)) / 2]]);
    });

    const endless = () => {
      const cross = Array.from({ length: 5 }, (_, place) => `${qualified(table)} t${place}`).join(", ");
      return `select count(*) from ${cross}`;
    };

    it("breaks off a query that takes too long, or whose reader left", async () => {
      await expect(reports.query(endless(), { ...LIMITS, timeoutMs: 300 })).rejects.toThrow(QueryTooSlow);
      const leaving = new AbortController();
      const left = reports.query(endless(), LIMITS, leaving.signal);
      setTimeout(() => leaving.abort(), 200);
      await expect(left).rejects.toThrow(QueryCancelled);
      await expect(reports.query("select 1", LIMITS, AbortSignal.abort())).rejects.toThrow(QueryCancelled);
    });

    it("runs a few at once, not any number", async () => {
      const leaving = new AbortController();
      const many = Array.from({ length: 8 }, () => reports.query(endless(), LIMITS, leaving.signal));
      const ended = Promise.allSettled(many);
      await expect(
        Promise.any(many.map((one) => one.catch((error: unknown) => error))),
      ).resolves.toBeInstanceOf(ReportsBusy);
      leaving.abort();
      for (const one of await ended) expect(one.status).toBe("rejected");
      expect((await reports.query("select 1", LIMITS)).rows).toEqual([[1]]);
    });
  });
}
