import { dayOf } from "#lib/day.ts";
import { readSnapshot } from "#lib/snapshot/commit.ts";
import { ENTITIES } from "#lib/snapshot/entities.ts";
import { takeSnapshot } from "#lib/snapshot/take.ts";
import { checkDay, unique } from "../checks.ts";
import { dayLiterals, replaceDay } from "../day.ts";
import type { Job, JobContext } from "../job.ts";
import table from "../tables/snapshots.ts";

/** The past cannot be read: a day without a snapshot stays so. */
async function snapshotOf({ archive, day, clock, spool, snapshot, note }: JobContext) {
  const present = await readSnapshot(archive, day);
  if (present !== null) {
    note(`taken before, at ${present.at}`);
    return present;
  }
  if (day !== dayOf(clock.now())) {
    note("no snapshot was taken on this day");
    return null;
  }
  if (snapshot === null) throw new Error("This process does not know where the snapshot is taken.");
  const { commit, taken } = await takeSnapshot({ ...snapshot, archive, clock, spool }, day);
  note(taken ? `taken of ${commit.source}` : `taken before, at ${commit.at}`);
  return commit;
}

const job: Job = {
  name: "take_snapshot",
  describe:
    "users, Channels, Recipes and their relations, once a day, as the application or the platform has them",
  dependsOn: [],
  topics: [],
  schedule: "hourly",
  table,
  version: "1",
  async run(context) {
    const { warehouse, day } = context;
    const commit = await snapshotOf(context);
    const literals = dayLiterals(day);
    const rows = ENTITIES.map(
      (entity) =>
        `select '${entity}', cast(${commit?.entities[entity].counted ?? 0} as bigint), timestamp '${commit?.at.slice(0, 19).replace("T", " ")}', ${literals.day}`,
    );
    const nothing = `select entity, source_rows, taken_at, snapshot_date from warehouse.snapshots where 1 = 0`;
    return warehouse.transaction(async (transaction) => {
      const count = await replaceDay(
        transaction,
        table,
        day,
        commit === null ? nothing : rows.join(" union all "),
      );
      return { rows: count, ...(await checkDay(transaction, table, day, { checks: [unique(table.grain)] })) };
    });
  },
};

export default job;
