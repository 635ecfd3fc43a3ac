import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";

/** The warehouse's tables by name: every file of the folder describes one. */
export async function findTables(): Promise<Map<string, WarehouseTable>> {
  const folder = join(import.meta.dirname, "tables");
  const files = (await readdir(folder)).filter((file) => file.endsWith(".ts")).sort();
  const tables = await Promise.all(
    files.map(async (file) => ((await import(join(folder, file))) as { default: WarehouseTable }).default),
  );
  return new Map(tables.map((table) => [table.name, table]));
}
