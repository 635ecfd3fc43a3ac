import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { REPORTS, WAREHOUSES } from "../../testing/warehouses.ts";
import { QueryRefused, QueryTooLarge, QueryTooSlow, ReportsNotSetUp, type WarehouseReports } from "./port.ts";
import { reportsContract } from "./reports.contract.ts";
import { ensureReportsRole } from "./reports-role.ts";
import { SqlReports } from "./sql-reports.ts";

for (const { name, open } of REPORTS) reportsContract(name, open);

const LIMITS = { timeoutMs: 20_000, maxRows: 100 };

/** The same server holds the application's data: what a role of PostgreSQL could try. */
describe("reports beside the application's database", () => {
  const [postgres] = WAREHOUSES;
  let owner: pg.Client;
  let ownerUrl: string;
  let reports: WarehouseReports;
  let close: () => Promise<void>;
  beforeAll(async () => {
    if (postgres === undefined) throw new Error("There is no warehouse to test with");
    const place = await postgres.open();
    ownerUrl = place.url;
    owner = new pg.Client({ connectionString: place.url });
    await owner.connect();
    reports = new SqlReports(() => ensureReportsRole(place.url, "a password for tests"), "postgres");
    await reports.query("select 1", LIMITS);
    await owner.query("insert into people (id, email) values (gen_random_uuid(), 'secret@acme.example')");
    await owner.query("create table warehouse.kept (a integer)");
    await owner.query("insert into warehouse.kept values (1)");
    close = async () => {
      await owner.end();
      await place.close();
    };
  });
  afterAll(() => close());

  const tryIt = (sql: string) => reports.query(sql, LIMITS);

  it.each([
    ["a table of the application", "select * from public.people"],
    ["the same by its bare name", "select email from people"],
    ["another schema", "select * from event_index.cells"],
    ["one column of it", "select id from public.people limit 1"],
    [
      "a statement within a function",
      "select query_to_xml('select email from public.people', true, true, '')",
    ],
    ["a table as XML", "select table_to_xml('public.people', true, true, '')"],
    ["passwords", "select * from pg_authid"],
    ["set role", "set role channelscope"],
    ["session authorization", "set session authorization default"],
    [
      "set role by a function",
      "select set_config('role', (select usename from pg_user where usesuper limit 1), false)",
    ],
    [
      "session authorization by a function",
      "select set_config('session_authorization', (select usename from pg_user where usesuper limit 1), false)",
    ],
    [
      "to write by a function",
      "select set_config('transaction_read_only', 'off', false), count(*) from warehouse.kept",
    ],
    ["a program", "copy warehouse.kept to program 'touch /tmp/x'"],
    ["a file", "select pg_read_file('/etc/passwd')"],
    ["a folder", "select pg_ls_dir('/')"],
    ["a large object from a file", "select lo_import('/etc/passwd')"],
    ["a large object", "select lo_create(0)"],
    ["a large object of bytes", "select lo_from_bytea(0, 'x')"],
    ["another connection", "select * from dblink('dbname=postgres', 'select 1') as t(a integer)"],
    ["a block of code", "do $$ begin delete from warehouse.kept; end $$"],
    ["code in another language", "do language plpgsql $$ begin perform 1; end $$"],
    ["an extension", "create extension dblink"],
    ["a sequence", "select nextval('audit_entries_id_seq')"],
    ["the server's settings", "alter system set shared_buffers = '1GB'"],
    ["a reload", "select pg_reload_conf()"],
    ["a statement that was prepared", "execute anything"],
    ["explain with effects", "explain analyze delete from warehouse.kept"],
    ["a lock of the product's jobs", "select pg_advisory_lock(7233014001)"],
    ["the same, if it is free", "select pg_try_advisory_lock(1, 2)"],
    ["a lock for the transaction", "select pg_advisory_xact_lock_shared(1)"],
    [
      "a lock by a statement within a function",
      "select query_to_xml('select pg_adv' || 'isory_lock(1)', true, true, '')",
    ],
    ["a lock on a row", "select * from warehouse.kept for update"],
    [
      "the end of what another is doing",
      "select pg_terminate_backend(pid) from pg_stat_activity where usename <> current_user",
    ],
    [
      "the end of a colleague's query",
      "select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user and pid <> pg_backend_pid()",
    ],
  ])("refuse %s", async (_what, sql) => {
    await expect(tryIt(sql)).rejects.toThrow(QueryRefused);
    expect((await tryIt("select * from warehouse.kept")).rows).toEqual([[1]]);
  });

  it("cannot be made more of by a setting that one of them changes", async () => {
    const { rows } = await tryIt(
      "select set_config('statement_timeout', '0', false), set_config('search_path', 'public', false), set_config('default_transaction_read_only', 'off', false)",
    );
    expect(rows).toEqual([["0", "public", "off"]]);
    expect((await tryIt("select a from kept")).rows).toEqual([[1]]);
    const slow =
      "select set_config('statement_timeout', '0', false), pg_sleep(g * 0 + 0.05) from generate_series(1, 4000) g";
    const limits = { timeoutMs: 500, maxRows: 10_000 };
    await expect(reports.query(slow, limits)).rejects.toThrow(QueryTooSlow);
  });

  it("leave nothing behind: no word to those who listen", async () => {
    const heard: string[] = [];
    owner.on("notification", ({ channel }) => heard.push(channel));
    await owner.query("listen anything");
    await tryIt("select pg_notify('anything', 'x')");
    await owner.query("select 1");
    expect(heard).toEqual([]);
  });

  it("write no more than a gigabyte to the disk, and say so", async () => {
    expect((await tryIt("select current_setting('temp_file_limit')")).rows).toEqual([["1GB"]]);
    await expect(tryIt("select set_config('temp_file_limit', '-1', false)")).rejects.toThrow(QueryRefused);
    const url = await ensureReportsRole(ownerUrl, "a password for tests");
    await owner.query(`alter role ${new URL(url).username} set temp_file_limit = '1MB'`);
    const narrow = new SqlReports(async () => url, "postgres");
    await expect(
      narrow.query("select g from generate_series(1, 1000000) g order by g desc", LIMITS),
    ).rejects.toThrow("more than fits the disk space");
  });

  it("see nobody else's statements", async () => {
    const { rows } = await tryIt("select query from pg_stat_activity where usename <> current_user");
    for (const [query] of rows) expect(query).toBe("<insufficient privilege>");
  });

  it("do not fill this process with one row", async () => {
    await expect(tryIt("select repeat('x', 200000000)")).rejects.toThrow(QueryTooLarge);
    const many = "select repeat('x', 100000) from generate_series(1, 1000)";
    const { rows, truncated } = await reports.query(many, { ...LIMITS, maxRows: 1_000 });
    expect([rows.length, truncated]).toEqual([500, true]);
  });

  it("stay off for a role that can do more", async () => {
    await expect(new SqlReports(async () => ownerUrl, "postgres").query("select 1", LIMITS)).rejects.toThrow(
      ReportsNotSetUp,
    );
    await owner.query("create role curious login password 'x'");
    await owner.query("grant usage on schema warehouse to curious; grant select on people to curious");
    const url = new URL(ownerUrl);
    [url.username, url.password] = ["curious", "x"];
    await expect(new SqlReports(async () => url.href, "postgres").query("select 1", LIMITS)).rejects.toThrow(
      "can read public.people",
    );
    await expect(ensureReportsRole(url.href, "y")).rejects.toThrow("WAREHOUSE_REPORTS_URL");
    await owner.query("drop owned by curious; drop role curious");
  });

  /** As on a server where others sign in, who may need the locks that everybody has. */
  it("do not hold a lock where they cannot be kept from taking it, and take nothing from others", async () => {
    if (postgres === undefined) throw new Error("There is no warehouse to test with");
    const place = await postgres.open();
    const other = new pg.Client({ connectionString: place.url });
    await other.connect();
    await other.query("create role neighbour login");
    try {
      const lenient = new SqlReports(() => ensureReportsRole(place.url, "a password for tests"), "postgres");
      const locking = lenient.query("select pg_advisory_lock(77), pg_sleep(15)", LIMITS);
      await expect(locking).rejects.toThrow("advisory locks");
      const { rows } = await other.query(
        "select pg_try_advisory_lock(77) as mine, has_function_privilege('neighbour', 'pg_advisory_lock(bigint)', 'execute') as may",
      );
      expect(rows).toEqual([{ mine: true, may: true }]);
      expect((await lenient.query("select 1 from pg_sleep(1)", LIMITS)).rows).toEqual([[1]]);
    } finally {
      await other.query("drop role neighbour");
      await other.end();
      await place.close();
    }
  });
});
