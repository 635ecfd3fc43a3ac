import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ParquetFile } from "../../archive/parquet-file.ts";
import { openFilesystemArchive } from "../../stores/archive/filesystem.ts";
import type { Archive } from "../../stores/archive/port.ts";
import { copySql, manifestBody } from "../../stores/warehouse/redshift.ts";
import { parseCopy, parseTable, readManifest } from "./copy.ts";
import { forPostgres, refusalOf } from "./refusals.ts";

const ROOT = "s3://bucket/";

describe("the stand-in for Redshift", () => {
  it.each([
    "insert into t values (1) on conflict do nothing",
    "select count(*) filter (where x) from t",
    "create table t (x jsonb)",
    "create table t (x bytea)",
    "select x ->> 'kind' from t",
    "create table t (x text[])",
    "select array[1]",
    "select unnest(x) from t",
    "select * from generate_series(1, 3)",
    "insert into t values (1) returning x",
    "select distinct on (x) x from t",
    "create index i on t (x)",
    "create temp table t (x integer) on commit drop",
    "lock table t in share row exclusive mode",
    "copy t from stdin",
    "select pg_advisory_xact_lock(1)",
  ])("refuses %s", (sql) => {
    expect(refusalOf(sql)).toMatch(/^Redshift does not know /);
  });

  it("hands out as many rows of a cursor as a single node does", () => {
    expect(refusalOf("fetch forward 1000 from answer")).toBeNull();
    expect(refusalOf("fetch forward 1001 from answer")).toContain("1000 rows at most");
  });

  it("takes what texts and comments say, and takes out what PostgreSQL does not know", () => {
    expect(refusalOf("select 'on conflict', x -- jsonb\nfrom t /* unnest(x) */")).toBeNull();
    const sql = "create table t (x integer) diststyle key distkey (x) compound sortkey (x, y)";
    expect(refusalOf(sql)).toBeNull();
    expect(forPostgres(sql)).toBe("create table t (x integer)");
    expect(parseTable(sql)).toEqual({ name: "t", types: ["integer"] });
    expect(forPostgres("select json_extract_path_text($1, $2, true)")).toBe(
      "select json_extract_path_text(cast($1 as json), $2)",
    );
  });

  describe("loading", () => {
    let folder: string;
    let archive: Archive;
    let key: string;
    let bytes: number;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), "channelscope-redshift-"));
      archive = await openFilesystemArchive({ folder: join(folder, "archive") });
      const columns = [{ name: "x", type: "string" as const, of: (row: string) => row }];
      const parquet = new ParquetFile({ columns }, join(folder, "x.parquet"));
      parquet.add("tab\t");
      bytes = await parquet.finish();
      key = "x.parquet";
      await archive.putFile(key, parquet.path);
    });
    afterEach(async () => {
      await archive.close();
      await rm(folder, { recursive: true });
    });

    const load = async (manifest: unknown, types = ["varchar(9)"]) => {
      const name = `${randomUUID()}.json`;
      await archive.create(name, Buffer.from(JSON.stringify(manifest)));
      return readManifest(archive, ROOT, ROOT + name, types);
    };
    const entry = () => ({ url: ROOT + key, mandatory: true, meta: { content_length: bytes } });

    it("reads the files of a manifest as the adapter writes one", async () => {
      const manifest = JSON.parse(manifestBody(ROOT, { entries: [{ key, bytes, rows: 1 }] }).toString());
      expect(manifest).toEqual({ entries: [entry()] });
      expect(await load(manifest)).toBe("tab\\t\n");
      const table = { name: "t", grain: [], columns: [], distribution: "x", sort: ["x"], day: "x" };
      const copy = { table: "channelscope_stage_t", url: "s3://bucket/m.json" };
      expect(parseCopy(copySql(table, copy.url, "arn:aws:iam::123456789012:role/load"))).toEqual(copy);
      expect(parseCopy(copySql(table, copy.url, null))).toEqual(copy);
    });

    it("refuses what Redshift refuses", async () => {
      const { meta: _, ...unmeasured } = entry();
      await expect(load({ entries: [unmeasured] })).rejects.toThrow("Parquet needs meta.content_length");
      await expect(load({ entries: [{ ...entry(), mandatory: false }] })).rejects.toThrow("Manifest");
      await expect(load({ entries: [{ ...entry(), meta: { content_length: 1 } }] })).rejects.toThrow(
        "1 bytes long",
      );
      await expect(load({ entries: [{ ...entry(), url: `${ROOT}gone` }] })).rejects.toThrow("does not exist");
      await expect(load({ entries: [entry()] }, ["varchar(9)", "integer"])).rejects.toThrow("2 columns");
      await expect(load({ entries: [entry()] }, ["integer"])).rejects.toThrow("incompatible Parquet schema");
      await expect(load({ entries: [entry()] }, ["varchar(2)"])).rejects.toThrow("longer than varchar(2)");
      expect(() => parseCopy("copy t from 's3://bucket/m.json' format as csv")).toThrow("not understood");
    });
  });
});
