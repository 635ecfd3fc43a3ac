import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../clock.ts";
import type { Archive } from "../stores/archive/port.ts";
import { type CommittedFile, committedEnd, writeCommit } from "./commit.ts";
import { dataKey } from "./names.ts";
import { ParquetFile } from "./parquet-file.ts";
import type { Shape } from "./shape.ts";

/** Every source of imported rows begins so: no stream has records of it. */
const IMPORTED = "imported-";
const PUT_AT_ONCE = 4;

export interface ImportDeps {
  archive: Archive;
  clock: Clock;
  /** A folder on this machine, for what is disposable. */
  spool: string;
}

interface ImportedRow<Row> {
  row: Row;
  /** Start of the hour whose folder it goes to, milliseconds since 1970. */
  hour: number;
  checksum: number;
}

export interface Import<Item, Row> {
  topic: string;
  /** Lower-case letters and digits, of this import alone. */
  name: string;
  shape: Shape<Row>;
  /** Each becomes a commit. Asked for again they have to be the same: what the archive has of them is passed over. */
  batches: Iterable<readonly Item[]>;
  /** `offset` numbers the items of all batches. */
  rowOf(item: Item, offset: number): ImportedRow<Row>;
  signal: AbortSignal;
}

type Source = { topic: string; incarnation: string; partition: number };

async function putHour<Row>(
  { archive }: ImportDeps,
  shape: Shape<Row>,
  {
    key,
    path,
    rows,
  }: { key: string; path: string; rows: readonly ({ offset: number } & ImportedRow<Row>)[] },
): Promise<CommittedFile> {
  const parquet = new ParquetFile(shape, path);
  for (const { row } of rows) parquet.add(row);
  const bytes = await parquet.finish();
  await archive.putFile(key, path);
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    key,
    hour: new Date(first?.hour ?? 0).toISOString(),
    rows: rows.length,
    bytes,
    checksum: rows.reduce((sum, { checksum }) => sum + checksum, 0),
    min_offset: first?.offset ?? 0,
    max_offset: last?.offset ?? 0,
  };
}

async function commitBatch<Item, Row>(
  deps: ImportDeps,
  { shape, rowOf }: Import<Item, Row>,
  { source, items, start, folder }: { source: Source; items: readonly Item[]; start: number; folder: string },
): Promise<void> {
  const rows = items.map((item, place) => ({ offset: start + place, ...rowOf(item, start + place) }));
  const left = [...Map.groupBy(rows, ({ hour }) => hour)].entries();
  const files: CommittedFile[] = [];
  await Promise.all(
    Array.from({ length: PUT_AT_ONCE }, async () => {
      for (const [place, [hour, own]] of left) {
        const path = join(folder, `${start}-${hour}.parquet`);
        files[place] = await putHour(deps, shape, { key: dataKey(source, start, hour), path, rows: own });
        await rm(path);
      }
    }),
  );
  const at = new Date(deps.clock.now()).toISOString();
  const end = start + items.length;
  const outcome = await writeCommit(deps.archive, {
    version: 1,
    ...source,
    start,
    end,
    at,
    files,
    quarantined: [],
  });
  // Another process does the same import and was first with this batch: its files say the same.
  if (outcome === "superseded") await deps.archive.remove(files.map(({ key }) => key));
}

/**
 * Brings rows of the past into the archive, as a source of their own beside the stream's: whatever follows commits (jobs,
 * compaction, verification) takes them like any others. Killed, it goes on where the last commit ended; run again, it adds
 * nothing. Answers how many rows it added.
 */
export async function importRows<Item, Row>(deps: ImportDeps, wanted: Import<Item, Row>): Promise<number> {
  const source = { topic: wanted.topic, incarnation: `${IMPORTED}${wanted.name}`, partition: 0 };
  const present = await committedEnd(deps.archive, source);
  await mkdir(deps.spool, { recursive: true });
  const folder = await mkdtemp(join(deps.spool, "import-"));
  let [end, added] = [0, 0];
  try {
    for (const items of wanted.batches) {
      if (wanted.signal.aborted) break;
      const start = end;
      end += items.length;
      if (items.length === 0 || end <= present) continue;
      await commitBatch(deps, wanted, { source, items, start, folder });
      added += items.length;
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return added;
}
