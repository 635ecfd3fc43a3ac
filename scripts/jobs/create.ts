import { access, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { JOBS_FOLDER } from "#etl/find-jobs.ts";
import { AppError } from "#lib/errors.ts";

const job = (name: string) => `-- name: ${name}
-- describe: people who did something with a Channel, by day
-- depends on: load_interactions
-- schedule: daily
-- table: ${name}
-- check not null: channel, usage_date, people
-- check unique: channel, usage_date

select channel, :day as usage_date, count(distinct user_id) as people
from warehouse.interactions
where occurred_at >= :from and occurred_at < :to and channel is not null
group by channel
`;

const table = (name: string) => `import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";

/** People who did something with a Channel on a day (UTC). */
const table: WarehouseTable = {
  name: "${name}",
  grain: ["channel", "usage_date"],
  distribution: "channel",
  sort: ["usage_date", "channel"],
  day: "usage_date",
  columns: [
    { name: "channel", type: "text", bytes: 64, required: true },
    { name: "usage_date", type: "date", required: true },
    { name: "people", type: "bigint", required: true },
  ],
};

export default table;
`;

/** Writes a job that runs as it is, and the table that it fills; answers their paths. Throws when there is one. */
export async function createJob(name: string, folder = JOBS_FOLDER): Promise<string[]> {
  const files = [
    { path: join(folder, `${name}.sql`), text: job(name) },
    { path: join(folder, "..", "tables", `${name.replaceAll("_", "-")}.ts`), text: table(name) },
  ];
  for (const { path } of files) {
    const exists = await access(path).then(
      () => true,
      () => false,
    );
    if (exists) throw new AppError("conflict", `${path} is there already.`);
  }
  for (const { path, text } of files) await writeFile(path, text, { flag: "wx" });
  return files.map(({ path }) => path);
}
