import { readSnapshot } from "#lib/snapshot/commit.ts";
import type { Entity } from "#lib/snapshot/entities.ts";
import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";
import { checkDay, equal, notNull, unique } from "./checks.ts";
import { dayLiterals, replaceDay } from "./day.ts";
import type { Job } from "./job.ts";

/** Loads an entity of the day's snapshot; its file has the table's columns but for the day, which is the last. */
export function snapshotJob(entity: Entity, table: WarehouseTable): Job {
  const columns = table.columns.filter(({ name }) => name !== table.day);
  return {
    name: `load_${entity}`,
    describe: `the day's snapshot of ${entity}`,
    dependsOn: ["take_snapshot"],
    topics: [],
    schedule: "hourly",
    table,
    version: "1",
    async run({ archive, warehouse, day }) {
      const found = (await readSnapshot(archive, day))?.entities[entity];
      const file = found?.file ?? null;
      return warehouse.transaction(async (transaction) => {
        const stage = await transaction.stage(
          { ...table, columns },
          { entries: file === null ? [] : [file] },
        );
        const select = `select ${columns.map(({ name }) => name).join(", ")}, ${dayLiterals(day).day} from ${stage}`;
        const rows = await replaceDay(transaction, table, day, select);
        const before = [equal("rows as the source counted", rows, found?.counted ?? 0)];
        const required = table.columns.filter((column) => column.required).map(({ name }) => name);
        const checks = [notNull(required), unique(table.grain)];
        return { rows, ...(await checkDay(transaction, table, day, { checks, before })) };
      });
    },
  };
}
