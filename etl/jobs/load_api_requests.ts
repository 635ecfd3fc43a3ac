import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ArchivedFile } from "#lib/archive/commit.ts";
import { ParquetFile } from "#lib/archive/parquet-file.ts";
import { IMPORTED_HOURS } from "#lib/archive/topics.ts";
import { type HourRow, hourShape } from "#lib/request-hours/shape.ts";
import type { Archive } from "#lib/stores/archive/port.ts";
import type { ManifestEntry, WarehouseTransaction } from "#lib/stores/warehouse/port.ts";
import { columnList, qualified } from "#lib/stores/warehouse/table.ts";
import { type CheckResult, checkDay, equal, notNull, unique } from "../checks.ts";
import { replaceDay } from "../day.ts";
import type { Job, JobContext } from "../job.ts";
import { type Sums, sumsOf } from "../manifest.ts";
import { readColumns } from "../read-columns.ts";
import { REQUEST_COLUMNS, RequestHour } from "../request-hour.ts";
import table from "../tables/api-requests-hourly.ts";

const ROW_GROUP = 20_000;

/** What is loaded of a day and nothing else reads. */
const folderOf = (day: string) => `_warehouse/api_requests_hourly/${day.replaceAll("-", "/")}/`;

interface Aggregated {
  /** null: nothing happened. */
  entry: ManifestEntry | null;
  read: Sums;
  counted: { requests: number; checksum: number };
}

function byHour(files: readonly ArchivedFile[]): [string, ArchivedFile[]][] {
  const hours = Map.groupBy(files, ({ hour }) => hour);
  return [...hours].sort(([left], [right]) => (left < right ? -1 : 1));
}

/** Counts a day's requests hour by hour, so that no more than an hour is in memory, into a Parquet file. */
async function aggregate(
  { archive, day, note }: JobContext,
  files: readonly ArchivedFile[],
  parquet: ParquetFile<HourRow>,
): Promise<Aggregated> {
  const read: Sums = { rows: 0, checksum: 0 };
  const counted = { requests: 0, checksum: 0 };
  for (const [hour, parts] of byHour(files)) {
    const counts = new RequestHour();
    for (const file of parts)
      for await (const chunk of readColumns(archive, file, REQUEST_COLUMNS)) counts.add(chunk);
    read.rows += counts.read.rows;
    read.checksum += counts.read.checksum;
    for (const group of counts.groups.values()) {
      counted.requests += group.requests;
      counted.checksum += group.checksum;
      parquet.add({ hour: Date.parse(hour), group });
      if (parquet.waiting.rows >= ROW_GROUP) await parquet.flush();
    }
  }
  note(`${read.rows - counted.requests} repeated`);
  if (parquet.rows === 0) return { entry: null, read, counted };
  const bytes = await parquet.finish();
  const key = `${folderOf(day)}${randomUUID()}.parquet`;
  await archive.putFile(key, parquet.path);
  return { entry: { key, bytes, rows: parquet.rows }, read, counted };
}

/** Of this run, and of ones that were killed. */
async function clear(archive: Archive, day: string): Promise<void> {
  const keys: string[] = [];
  for await (const { key } of archive.list(folderOf(day))) keys.push(key);
  await archive.remove(keys);
}

/** Counts that were imported, for hours of which the archive has no requests; they take the place of the day. */
async function loadImported(
  transaction: WarehouseTransaction,
  { day, files, note }: JobContext,
  hours: ReadonlySet<string>,
): Promise<{ rows: number; checks: CheckResult[] }> {
  const entries = files.get(IMPORTED_HOURS) ?? [];
  const stage = await transaction.stage(table, { entries });
  const [staged] = await transaction.rows<{ loaded: number }>(`select count(*) as loaded from ${stage}`);
  const counted = [...hours].map((hour) => `timestamp '${hour.slice(0, 19).replace("T", " ")}'`);
  const missing = counted.length === 0 ? "" : ` where hour_at not in (${counted.join(", ")})`;
  const rows = await replaceDay(
    transaction,
    table,
    day,
    `select ${columnList(table)} from ${stage}${missing}`,
  );
  if (entries.length === 0) return { rows, checks: [] };
  note(`${rows} rows are imported counts: the archive has no requests of their hours`);
  const loaded = staged?.loaded ?? Number.NaN;
  return { rows, checks: [equal("imported rows as in the manifest", loaded, sumsOf(entries).rows)] };
}

async function load(context: JobContext, { entry, read, counted }: Aggregated, expected: Sums) {
  const { warehouse, day } = context;
  return warehouse.transaction(async (transaction) => {
    const hours = new Set((context.files.get("api-requests") ?? []).map(({ hour }) => hour));
    const imported = await loadImported(transaction, context, hours);
    const stage = await transaction.stage(table, { entries: entry === null ? [] : [entry] });
    const columns = columnList(table);
    const own = await transaction.execute(
      `insert into ${qualified(table)} (${columns}) select ${columns} from ${stage}`,
    );
    const rows = imported.rows + own;
    const [loaded] = await transaction.rows<{ requests: number; checksum: number }>(
      `select coalesce(sum(requests), 0) as requests, coalesce(sum(checksum_sum), 0) as checksum from ${stage}`,
    );
    const before = [
      ...imported.checks,
      equal("rows as in the manifest", read.rows, expected.rows),
      equal("checksum as in the archive", read.checksum, expected.checksum),
      equal("requests as counted", loaded?.requests ?? Number.NaN, counted.requests),
      equal("checksum as counted", loaded?.checksum ?? Number.NaN, counted.checksum),
    ];
    const checks = [notNull(["channel", "hour_at", "requests", "checksum_sum"]), unique(table.grain)];
    return { rows, ...(await checkDay(transaction, table, day, { checks, before })) };
  });
}

const job: Job = {
  name: "load_api_requests",
  describe: "API requests per Channel, endpoint, kind, class of status and hour, as counts that add up",
  dependsOn: [],
  topics: ["api-requests", IMPORTED_HOURS],
  schedule: "hourly",
  table,
  version: "2",
  async run(context) {
    const { archive, day, spool, note } = context;
    const files = context.files.get("api-requests") ?? [];
    const expected = sumsOf(files);
    note(`${files.length} files, ${expected.rows} rows`);
    await mkdir(spool, { recursive: true });
    const folder = await mkdtemp(join(spool, "load-"));
    const parquet = new ParquetFile(hourShape, join(folder, "hours.parquet"));
    try {
      const outcome = await load(context, await aggregate(context, files, parquet), expected);
      // It is loaded: what may not be removed now is with the next run.
      await clear(archive, day).catch((error: unknown) =>
        note(`counts stay in the archive: ${String(error)}`),
      );
      return outcome;
    } finally {
      await parquet.discard();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

export default job;
