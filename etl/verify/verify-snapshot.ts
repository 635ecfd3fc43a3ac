import { formatCount } from "#lib/format/number.ts";
import { readSnapshot } from "#lib/snapshot/commit.ts";
import { ENTITIES, type Entity } from "#lib/snapshot/entities.ts";
import type { Disagreement, StepResult } from "#lib/verification/types.ts";
import { type Day, dayLiterals, rangeOf } from "../day.ts";
import { latestRuns } from "../job-runs.ts";
import type { VerifyDeps } from "./deps.ts";

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

/** Whether the warehouse has as many users, Recipes … as the application had; nothing for a day without a snapshot. */
export async function verifySnapshot(deps: VerifyDeps, day: Day): Promise<StepResult[]> {
  const commit = await readSnapshot(deps.archive, day);
  if (commit === null) return [];
  const results: StepResult[] = [];
  for (const entity of ENTITIES) {
    const { counted } = commit.entities[entity];
    const isLoaded = (await latestRuns(deps, `load_${entity}`, { succeeded: true })).has(day);
    const loaded = isLoaded ? await countOf(deps, entity, day) : 0;
    const disagreements = isLoaded ? disagreementsOf({ entity, counted, loaded }, day) : [];
    results.push({
      step: "application_warehouse",
      subject: entity,
      state: !isLoaded ? "not_compared" : disagreements.length > 0 ? "unequal" : "equal",
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
