import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ParquetFile } from "../parquet-file.ts";
import type { CellValue, Column, ColumnType } from "../shape.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "channelscope-columns-"));
});
afterEach(() => rm(folder, { recursive: true }));

type Described = Omit<Column<CellValue>, "name" | "of">;

/** A file of one column; every list of values is a row group. */
async function written(column: Described, ...groups: CellValue[][]): Promise<string> {
  const columns = [{ name: "value", ...column, of: (value: CellValue) => value }];
  const file = new ParquetFile<CellValue>({ columns }, join(folder, `${randomUUID()}.parquet`));
  for (const values of groups) {
    for (const value of values) file.add(value);
    await file.flush();
  }
  await file.finish();
  return file.path;
}

async function readBack(path: string): Promise<unknown[]> {
  const file = await asyncBufferFromFile(path);
  const rows = await parquetReadObjects({ file, utf8: false });
  return rows.map(({ value }) => value ?? null);
}

async function chunksOf(path: string) {
  const { row_groups } = await parquetMetadataAsync(await asyncBufferFromFile(path));
  return row_groups.map(({ columns }) => columns[0]?.meta_data);
}

const repeated = <Value>(values: readonly Value[], times: number) =>
  Array.from({ length: times }, () => values).flat();
const many = (count: number) => Array.from({ length: count }, (_, place) => place);

describe("a column's values come back as they were", () => {
  const TEXTS = ["", "a", "grüße", "\u{1F680}", "\ufffd", null, "a\0b", "x".repeat(5_000)];
  const CASES: [string, Described, CellValue[]][] = [
    ["texts that repeat", { type: "string" }, repeated(TEXTS, 200)],
    [
      "texts of which hardly one comes twice",
      { type: "string" },
      many(3_000).map((place) => `text ${place}`),
    ],
    [
      "texts that begin to repeat late",
      { type: "string" },
      [...many(1_500).map(String), ...repeated(TEXTS, 300)],
    ],
    ["texts said to be unique", { type: "string", unique: true }, repeated(TEXTS, 3)],
    ["one text", { type: "string", required: true }, ["only"]],
    ["the same text", { type: "string", required: true }, repeated(["same"], 1_000)],
    ["no text", { type: "string" }, repeated([null], 1_000)],
    ["JSON", { type: "json" }, ['{"a":1}', null, "[]"]],
    ["whole numbers", { type: "int32" }, [0, -1, 2 ** 31 - 1, -(2 ** 31), null, 7]],
    ["whole numbers that repeat", { type: "int32", required: true }, repeated([200, 503, 404], 500)],
    ["fractions", { type: "double" }, [0.1, -0.1, 1e300, Number.MIN_VALUE, null]],
    ["fractions that repeat", { type: "double" }, repeated([0.5, null, 12.25], 400)],
    ["booleans", { type: "boolean" }, [true, null, false, false]],
    ["booleans that repeat", { type: "boolean", required: true }, repeated([true, false, false], 100)],
  ];

  test.each(CASES)("%s", async (_, column, values) => {
    expect(await readBack(await written(column, values))).toEqual(values);
  });

  test("numbers of 64 bits, as exact as JavaScript's", async () => {
    const values = [0, -1, 2 ** 32, -(2 ** 32) - 1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
    const back = await readBack(await written({ type: "int64" }, values, repeated(values, 100)));
    expect(back.map(Number)).toEqual([...values, ...repeated(values, 100)]);
  });

  test("instants", async () => {
    const values = [0, -1, Date.parse("2026-03-01T23:59:59.999Z")];
    expect(await readBack(await written({ type: "timestamp" }, values))).toEqual(
      values.map((at) => new Date(at)),
    );
  });

  test("bytes that are no text", async () => {
    const values = [Buffer.from([0, 255, 128]), null, Buffer.alloc(0)];
    const back = (await readBack(await written({ type: "bytes" }, values))) as (Uint8Array | null)[];
    expect(back.map((value) => value && [...value])).toEqual([[0, 255, 128], null, []]);
  });

  test("in every row group, whatever the one before held", async () => {
    const groups: CellValue[][] = [
      repeated(["a", null], 900),
      ["b"],
      [null, null],
      many(2_000).map(String),
      ["a"],
    ];
    expect(await readBack(await written({ type: "string" }, ...groups))).toEqual(groups.flat());
  });
});

describe("a dictionary", () => {
  const encodings = async (column: Described, values: CellValue[]) =>
    (await chunksOf(await written(column, values)))[0]?.encodings;

  test.each([
    ["texts", { type: "string" }, repeated(["some text", "another text"], 100)],
    [
      "texts of several bytes a letter",
      { type: "string" },
      repeated(
        many(50).map((place) => `触发器 ${place}`),
        4,
      ),
    ],
    ["numbers", { type: "double" }, repeated([1.5, 2.5, 3.5], 100)],
  ] as [string, Described, CellValue[]][])("is made of %s that repeat", async (_, column, values) => {
    expect(await encodings(column, values)).toEqual(["PLAIN", "RLE_DICTIONARY"]);
  });

  test.each([
    ["texts that hardly repeat", { type: "string" }, many(500).map(String)],
    ["texts that hardly repeat, of which there are many", { type: "string" }, many(5_000).map(String)],
    ["texts said to be unique", { type: "string", unique: true }, repeated(["a"], 100)],
    ["numbers that hardly repeat", { type: "int64" }, many(500)],
  ] as [string, Described, CellValue[]][])("is not made of %s", async (_, column, values) => {
    expect(await encodings(column, values)).toEqual(["PLAIN"]);
  });
});

describe("least and greatest of a row group", () => {
  const bounds = async (type: ColumnType, ...groups: CellValue[][]) =>
    (await chunksOf(await written({ type, bounds: true }, ...groups))).map((chunk) => {
      const { min_value, max_value, null_count } = chunk?.statistics ?? {};
      return { min_value, max_value, null_count };
    });

  test("are of its own values", async () => {
    expect(await bounds("int64", [5, -(2 ** 40), null, 3], [7])).toEqual([
      { min_value: BigInt(-(2 ** 40)), max_value: 5n, null_count: 1n },
      { min_value: 7n, max_value: 7n, null_count: 0n },
    ]);
  });

  test("are texts in the order of their bytes, which is not JavaScript's", async () => {
    expect(await bounds("string", ["\uff5e", "\u{1F680}", "b"])).toEqual([
      { min_value: "b", max_value: "\u{1F680}", null_count: 0n },
    ]);
  });

  test("are not there without any value", async () => {
    expect(await bounds("timestamp", [null])).toEqual([{}]);
  });
});

test("a required column refuses a row without a value, and names itself", async () => {
  await expect(written({ type: "string", required: true }, [null])).rejects.toThrow(
    /column value is required/,
  );
});

test("what waits is counted while it waits", async () => {
  const columns = [
    { name: "value", type: "string" as const, unique: true as const, of: (value: string) => value },
  ];
  const file = new ParquetFile<string>({ columns }, join(folder, "waiting.parquet"));
  for (const value of repeated(["x".repeat(996)], 100)) file.add(value);
  expect(file.waiting.rows).toBe(100);
  expect(file.waiting.bytes).toBeGreaterThan(100 * 1_000);
  expect(file.waiting.bytes).toBeLessThan(3 * 100 * 1_000);
  await file.flush();
  expect(file.waiting).toEqual({ rows: 0, bytes: 0 });
  await file.finish();
});

test("another reader finds the same sums, whatever is repeated, absent or in another row group", async () => {
  interface Row {
    text: string | null;
    number: number | null;
    flag: boolean | null;
  }
  const columns: Column<Row>[] = [
    { name: "text", type: "string", of: ({ text }) => text },
    { name: "number", type: "double", of: ({ number }) => number },
    { name: "flag", type: "boolean", of: ({ flag }) => flag },
  ];
  const rows = many(7_000).map((place): Row => {
    const number = place % 3 === 0 ? null : (place % 40) / 4;
    return {
      text: place % 5 === 0 ? null : `text ${place % 33}`,
      number,
      flag: place % 7 === 0 ? null : place % 2 === 0,
    };
  });
  const file = new ParquetFile<Row>({ columns }, join(folder, "sums.parquet"));
  for (const [place, row] of rows.entries()) {
    file.add(row);
    if (place % 3_000 === 2_999) await file.flush();
  }
  await file.finish();
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const found = await connection.runAndReadAll(
    `select count(text)::int as texts, sum(number) as numbers, count(*) filter (flag)::int as flags,
            string_agg(coalesce(text, '-'), '' order by file_row_number) as joined
       from read_parquet('${file.path}', file_row_number = true)`,
  );
  expect(found.getRowObjectsJson()).toEqual([
    {
      texts: rows.filter(({ text }) => text !== null).length,
      numbers: rows.reduce((sum, { number }) => sum + (number ?? 0), 0),
      flags: rows.filter(({ flag }) => flag).length,
      joined: rows.map(({ text }) => text ?? "-").join(""),
    },
  ]);
});
