import { type ImportDeps, importRows } from "../archive/import.ts";
import { IMPORTED_HOURS } from "../archive/topics.ts";
import { type HourRow, hourShape } from "./shape.ts";

const DAY_MS = 86_400_000;

interface Past {
  name: string;
  /** A UTC day's hours at a time; the same ones when asked for again. */
  batches: Iterable<readonly HourRow[]>;
  signal: AbortSignal;
}

/**
 * Brings hourly counts of API requests into the archive, for hours whose requests nobody kept one by one: a file a day,
 * which `load_api_requests` takes for hours without archived requests. Answers how many rows it added.
 */
export async function importRequestHours(deps: ImportDeps, { name, batches, signal }: Past): Promise<number> {
  return importRows(deps, {
    topic: IMPORTED_HOURS,
    name,
    shape: hourShape,
    batches,
    signal,
    rowOf: (row: HourRow) => {
      return { row, hour: Math.floor(row.hour / DAY_MS) * DAY_MS, checksum: row.group.checksum };
    },
  });
}
