import { columnList } from "#lib/stores/warehouse/table.ts";
import { checkDay, equal, notNull, unique } from "../checks.ts";
import { replaceDay } from "../day.ts";
import type { Job } from "../job.ts";
import { sumsOf } from "../manifest.ts";
import table from "../tables/interactions.ts";

/** An event that was sent twice is in the archive twice: identity is Channel, id and UTC hour, as in the index. */
const ONCE = (stage: string) =>
  `select ${columnList(table)} from (
     select ${columnList(table)}, row_number() over (
       partition by channel, id, date_trunc('hour', occurred_at) order by appended_at, stream_partition, stream_offset
     ) as copy from ${stage}
   ) copies where copy = 1`;

const job: Job = {
  name: "load_interactions",
  describe: "what people did in the platform's product, one row per event",
  dependsOn: [],
  topics: ["interactions"],
  schedule: "hourly",
  table,
  version: "1",
  async run({ warehouse, day, note, ...context }) {
    const files = context.files.get("interactions") ?? [];
    const expected = sumsOf(files);
    note(`${files.length} files, ${expected.rows} rows`);
    return warehouse.transaction(async (transaction) => {
      const stage = await transaction.stage(table, { entries: files });
      const [staged] = await transaction.rows<{ events: number; checksum: number }>(
        `select count(*) as events, coalesce(sum(cast(checksum as bigint)), 0) as checksum from ${stage}`,
      );
      const rows = await replaceDay(transaction, table, day, ONCE(stage));
      note(`${expected.rows - rows} repeated`);
      const before = [
        equal("rows as in the manifest", staged?.events ?? Number.NaN, expected.rows),
        equal("checksum as in the archive", staged?.checksum ?? Number.NaN, expected.checksum),
      ];
      const checks = [
        notNull(["id", "occurred_at", "user_id", "type"]),
        unique(["channel", "id", "occurred_at"]),
      ];
      return { rows, ...(await checkDay(transaction, table, day, { checks, before })) };
    });
  },
};

export default job;
