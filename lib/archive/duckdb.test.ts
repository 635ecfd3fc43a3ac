import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { InteractionDocument } from "../interactions/event.ts";
import { aDocument } from "../testing/builders.ts";
import { apiRequestShape } from "./api-requests.ts";
import { interactionShape } from "./interactions.ts";
import { ParquetFile } from "./parquet-file.ts";
import { quarantineShape } from "./quarantine.ts";
import type { ColumnType, Shape } from "./shape.ts";

const DUCKDB_TYPES: Record<ColumnType, string> = {
  string: "VARCHAR",
  json: "VARCHAR",
  double: "DOUBLE",
  int32: "INTEGER",
  int64: "BIGINT",
  boolean: "BOOLEAN",
  timestamp: "TIMESTAMP",
  bytes: "BLOB",
};
const AT = Date.parse("2026-03-01T23:59:59.999Z");
const record = { partition: 3, offset: 2 ** 40, appendedAt: AT + 5, key: "acme-chat" };

let folder: string;

async function written<Row>(shape: Shape<Row>, rows: Row[], groups = 1): Promise<string> {
  const file = new ParquetFile(shape, join(folder, "file.parquet"));
  for (let group = 0; group < groups; group += 1) {
    for (const row of rows) file.add(row);
    await file.flush();
  }
  await file.finish();
  return file.path;
}

async function query(sql: string) {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}

async function typesOf(path: string): Promise<unknown[][]> {
  const described = await query(`describe select * from '${path}'`);
  return described.map(({ column_name, column_type }) => [column_name, column_type]);
}

describe("what is archived opens in DuckDB with the declared types", () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "channelscope-parquet-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  test.each([
    ["API requests", apiRequestShape, { event: aDocument(), record }],
    [
      "quarantine",
      quarantineShape,
      { letter: { reason: "empty", detail: "", raw: null, cut: false, bytes: 0 }, record },
    ],
  ] as [string, Shape<unknown>, unknown][])("%s", async (_, shape, row) => {
    const path = await written(shape, [row]);
    expect(await typesOf(path)).toEqual(shape.columns.map(({ name, type }) => [name, DUCKDB_TYPES[type]]));
  });

  test("interactions", async () => {
    const event: InteractionDocument = {
      id: "i-1",
      timestamp: AT,
      user_id: "u_aaaaaaaaaaaaaaaa",
      type: "recipe_run",
      channel: undefined,
      recipe_id: undefined,
      platform: undefined,
      country: undefined,
      properties: { variant: "b", count: 2 },
      checksum: 7,
    };
    const path = await written(interactionShape, [{ event, record }]);
    expect(await typesOf(path)).toEqual(
      interactionShape.columns.map(({ name, type }) => [name, DUCKDB_TYPES[type]]),
    );
    const [row] = await query(
      `select properties->>'variant' as variant, count(*) n from '${path}' group by all`,
    );
    expect(row).toEqual({ variant: "b", n: "1" });
  });

  test("values are the same to the millisecond, the byte and the last digit, in every row group", async () => {
    const event = aDocument({
      timestamp: AT,
      duration_ms: 0.1,
      status_code: 503,
      error_message: "Überlauf \u{1F4A5} of “quotes”",
      response_bytes: Number.MAX_SAFE_INTEGER,
      timings: { dns: 1.5, connect: undefined, tls: undefined, first_byte: undefined },
      request_headers: { accept: "text/html" },
      checksum: 16_777_215,
    });
    const bare = aDocument({ user_id: undefined, url: undefined, endpoint: undefined });
    const path = await written(
      apiRequestShape,
      [
        { event, record },
        { event: bare, record },
      ],
      3,
    );
    const rows = await query(`
      select epoch_ms("timestamp") as sent, duration_ms, status_code, error_message, response_bytes, dns_ms, connect_ms,
             request_headers, checksum, "offset", epoch_ms(appended_at) appended, failed, outcome, count(*) n
        from '${path}' where id = '${event.id}' group by all`);
    expect(rows).toEqual([
      {
        sent: String(AT),
        duration_ms: 0.1,
        status_code: 503,
        error_message: "Überlauf \u{1F4A5} of “quotes”",
        response_bytes: String(Number.MAX_SAFE_INTEGER),
        dns_ms: 1.5,
        connect_ms: null,
        request_headers: '{"accept":"text/html"}',
        checksum: 16_777_215,
        offset: String(2 ** 40),
        appended: String(AT + 5),
        failed: true,
        outcome: "5xx",
        n: "3",
      },
    ]);
    expect(await query(`select count(*) n from '${path}' where user_id is null and url is null`)).toEqual([
      { n: "3" },
    ]);
  });

  test("raw bytes stay as they were", async () => {
    const letter = { reason: "not_utf8" as const, detail: "x", raw: "/wD+", cut: false, bytes: 3 };
    const path = await written(quarantineShape, [{ letter, record }]);
    expect(await query(`select hex(raw) hex, bytes from '${path}'`)).toEqual([{ hex: "FF00FE", bytes: "3" }]);
  });
});
