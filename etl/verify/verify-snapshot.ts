import { formatCount } from "#lib/format/number.ts";
import { readSnapshot, type SnapshotCommit, snapshotFolder } from "#lib/snapshot/commit.ts";
import { ENTITIES, type Entity } from "#lib/snapshot/entities.ts";
import { type Disagreement, NOTHING, type StepResult } from "#lib/verification/types.ts";
import { type Day, dayLiterals, rangeOf } from "../day.ts";
import { latestRuns } from "../job-runs.ts";
import type { VerifyDeps } from "./deps.ts";

type Taken = SnapshotCommit["entities"][Entity];

interface Counts {
  entity: Entity;
  counted: number;
  loaded: number;
}

function disagreementsOf({ entity, counted, loaded }: Counts, day: Day): Disagreement[] {
  if (counted === loaded) return [];
  const words = `The warehouse has ${formatCount(loaded)} ${entity} of ${day}, the application had ${formatCount(counted)} when the snapshot was taken.`;
  const sums = (rows: number) => ({ rows, checksum: 0 });
  return [
    {
      store: "warehouse",
      subject: entity,
      channel: null,
      hour: null,
      source: sums(counted),
      here: sums(loaded),
      words,
    },
  ];
}

/** Past days cannot be taken again: what a day's tables can be made of anew has to be there as the commit says. */
async function lostOf(
  { archive }: Pick<VerifyDeps, "archive">,
  entity: Entity,
  day: Day,
  { file }: Taken,
): Promise<Disagreement[]> {
  if (file === null) return [];
  for await (const { key, bytes } of archive.list(snapshotFolder(entity, day)))
    if (key === file.key && bytes === file.bytes) return [];
  const words = `The archive has lost the ${formatCount(file.rows)} ${entity} of the snapshot of ${day}.`;
  const source = { rows: file.rows, checksum: 0 };
  return [{ store: "archive", subject: entity, channel: null, hour: null, source, here: NOTHING, words }];
}

/**
 * Whether the archive still has what the application had, and the warehouse as many users, Recipes …; which of these are
 * others, the tables' rules say. Nothing for a day without a snapshot.
 */
export async function verifySnapshot(deps: VerifyDeps, day: Day): Promise<StepResult[]> {
  const commit = await readSnapshot(deps.archive, day);
  if (commit === null) return [];
  const results: StepResult[] = [];
  for (const entity of ENTITIES) {
    const taken = commit.entities[entity];
    const { counted } = taken;
    const isLoaded = (await latestRuns(deps, `load_${entity}`, { succeeded: true })).has(day);
    const loaded = isLoaded ? await countOf(deps, entity, day) : 0;
    const disagreements = await lostOf(deps, entity, day, taken);
    if (isLoaded) disagreements.push(...disagreementsOf({ entity, counted, loaded }, day));
    results.push({
      step: "application_warehouse",
      subject: entity,
      state: disagreements.length > 0 ? "unequal" : isLoaded ? "equal" : "not_compared",
      source: { rows: isLoaded ? counted : 0, checksum: 0 },
      here: { rows: loaded, checksum: 0 },
      completeTo: isLoaded ? Math.min(Date.parse(commit.at), rangeOf(day).to) : null,
      disagreements,
      notCompared: isLoaded ? [] : [{ reason: `load_${entity} has not run for this day yet`, hours: [] }],
    });
  }
  return results;
}

async function countOf(
  { warehouse }: Pick<VerifyDeps, "warehouse">,
  entity: Entity,
  day: Day,
): Promise<number> {
  const sql = `select count(*) as loaded from warehouse.${entity} where snapshot_date = ${dayLiterals(day).day}`;
  const [row] = await warehouse.transaction(({ rows }) => rows<{ loaded: number | string }>(sql));
  return Number(row?.loaded);
}
