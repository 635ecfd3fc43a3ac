import type { Viewer } from "../channels/access.ts";
import { csvRow } from "../events/export/csv.ts";
import type { UsageRange } from "./ranges.ts";
import { readUsage, type UsageDeps } from "./read-usage.ts";
import { type UsageTable, usageTable } from "./tables.ts";

async function* lines(header: string, rows: readonly string[]): AsyncGenerator<string> {
  yield header;
  yield* rows;
}

/** One of the screen's tables as CSV; without figures, nothing. Throws as `readUsage` does. */
export async function exportUsage(
  deps: UsageDeps,
  viewer: Viewer,
  channel: string,
  { range, table }: { range: UsageRange; table: UsageTable },
): Promise<AsyncGenerator<string>> {
  const { figures } = await readUsage(deps, viewer, channel, range);
  if (figures === null) return lines("", []);
  const { columns, rows } = usageTable(figures, table);
  return lines(csvRow(columns), rows.map(csvRow));
}
