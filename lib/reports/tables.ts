import { z } from "zod";
import { requireStaff, type Viewer } from "../channels/access.ts";
import type { Database } from "../database/client.ts";
import type { TableView } from "./views.ts";

const columns = z
  .array(z.object({ name: z.string(), type: z.string(), describe: z.string().nullable() }))
  .catch([]);

/** What there is to ask: the tables that jobs fill, as the worker described them, by name; needs `reports:use`. */
export async function listTables({ database }: { database: Database }, viewer: Viewer): Promise<TableView[]> {
  requireStaff(viewer, "reports:use");
  const rows = await database.jobDescription.findMany({ orderBy: { tableName: "asc" } });
  const tables = rows.map((row) => ({
    name: row.tableName,
    describe: row.describe,
    columns: columns.parse(row.columns),
  }));
  return tables.filter(({ name }, place) => tables.findIndex((table) => table.name === name) === place);
}
