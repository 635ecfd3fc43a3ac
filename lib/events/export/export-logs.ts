import type { Viewer } from "../../channels/access.ts";
import { channelQuery } from "../channel-query.ts";
import type { ReadDeps } from "../read-deps.ts";
import type { TimeRange } from "../views.ts";
import { CSV_HEADER, csvLine } from "./csv.ts";
import { type ExportFormat, MOST_ROWS } from "./limits.ts";
import { exportRows } from "./rows.ts";
import { ExportSlots } from "./slots.ts";

const slots = new ExportSlots();

interface ExportRequest {
  query: string;
  range: TimeRange;
  format: ExportFormat;
  /** Rows, at most `MOST_ROWS`. */
  limit: number;
}

/**
 * Requests of one Channel as text, newest first, piece by piece. Refuses before the first piece: `not_found`,
 * `bad_request` on `q`, `rate_limited` and `unavailable` when too many are running.
 */
export async function exportLogs(
  deps: ReadDeps,
  viewer: Viewer,
  slug: string,
  { query, range, format, limit }: ExportRequest,
): Promise<AsyncGenerator<string>> {
  const { scope, where } = await channelQuery(deps, viewer, slug, query);
  const within = { scope, where, from: range.from, to: range.to };
  const pages = exportRows(deps.index, within, Math.min(limit, MOST_ROWS));
  return slots.hold(viewer.id, deps.clock, write(pages, format));
}

async function* write(pages: ReturnType<typeof exportRows>, format: ExportFormat): AsyncGenerator<string> {
  const lineOf = format === "csv" ? csvLine : (row: object) => `${JSON.stringify(row)}\n`;
  if (format === "csv") yield CSV_HEADER;
  for await (const page of pages) yield page.map(lineOf).join("");
}
