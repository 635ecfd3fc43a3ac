import type { Commit } from "#lib/archive/commit.ts";
import type { ArchivedSet } from "#lib/archive/topics.ts";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import { qualified } from "#lib/stores/warehouse/table.ts";
import type { Disagreement, NotCompared, StepResult } from "#lib/verification/types.ts";
import { nextDailySweep } from "../daily-sweep.ts";
import { type Day, daysBefore, rangeOf } from "../day.ts";
import type { Job } from "../job.ts";
import type { VerifyDeps } from "./deps.ts";
import { HOUR_MS, instantInWords } from "./hours.ts";
import { risingChecks, rowChecks, rowChecksSql, uniqueSql } from "./table-checks.ts";
import { verifyRows } from "./verify-rows.ts";

const FRESH_HOURS = 3;

interface Given {
  day: Day;
  job: Job;
  commits: ReadonlyMap<ArchivedSet, readonly Commit[]>;
}

const midnight = (day: Day) => new Date(`${day}T00:00:00Z`);

/** When something first changed of what the day is made from, after an instant; null: nothing did. */
async function changedAfter(
  deps: VerifyDeps,
  { day, job, commits }: Given,
  since: number,
): Promise<number | null> {
  const { from, to } = rangeOf(day);
  const isOfDay = (hour: string) => Date.parse(hour) >= from && Date.parse(hour) < to;
  const archived = job.topics
    .flatMap((topic) => commits.get(topic) ?? [])
    .filter(({ at, files }) => Date.parse(at) > since && files.some(({ hour }) => isOfDay(hour)))
    .map(({ at }) => Date.parse(at));
  const first = daysBefore(day, (job.windowDays ?? 1) - 1);
  const made = await deps.database.jobRun.findFirst({
    where: {
      job: { in: [...job.dependsOn] },
      day: { lte: midnight(day), ...(first === null ? {} : { gte: midnight(first) }) },
      state: "succeeded",
      finishedAt: { gt: new Date(since) },
    },
    orderBy: { finishedAt: "asc" },
    select: { finishedAt: true },
  });
  const all = [...archived, ...(made?.finishedAt == null ? [] : [made.finishedAt.getTime()])];
  return all.length === 0 ? null : Math.min(...all);
}

/** Whether, and since when, the day should have been made anew. */
async function staleness(
  deps: VerifyDeps,
  given: Given,
): Promise<{ late: string | null; waiting: NotCompared | null; ran: boolean }> {
  const { day, job } = given;
  const run = await deps.database.jobRun.findFirst({
    where: { job: job.name, day: midnight(day), state: "succeeded" },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
    select: { startedAt: true },
  });
  const changed = await changedAfter(deps, given, run?.startedAt.getTime() ?? 0);
  const ran = run !== null;
  if (changed === null) return { late: null, waiting: null, ran };
  // Yesterday's late events are loaded every hour, daily tables made of them once a night.
  const due = job.schedule === "daily" ? nextDailySweep(Math.max(changed, rangeOf(day).to)) : changed;
  const limit = (job.table.expects?.freshWithinHours ?? FRESH_HOURS) * HOUR_MS;
  const since = `${job.name} has not run since ${instantInWords(changed)}, when what it reads changed`;
  return deps.clock.now() - due > limit
    ? { late: since, waiting: null, ran }
    : {
        late: null,
        waiting: { reason: since, hours: [], waits: { job: job.name, since: changed, until: due } },
        ran,
      };
}

/**
 * Nulls, repeated rows, ranges and freshness of a table's day, as described, and whether its rows are what its job made;
 * null: nobody asked for the day yet.
 */
export async function verifyTable(deps: VerifyDeps, given: Given): Promise<StepResult | null> {
  const { day, job } = given;
  const { table } = job;
  const [counts, fallen, repeated] = await deps.warehouse.transaction(async ({ rows }) => {
    const [first = {}] = await rows<Record<string, number | string>>(rowChecksSql(table, day));
    const wrongOf = async (sql: string) => Number((await rows<{ wrong: number | string }>(sql))[0]?.wrong);
    const falls: { name: string; count: number }[] = [];
    for (const { name, sql } of risingChecks(table, day)) falls.push({ name, count: await wrongOf(sql) });
    return [first, falls, await wrongOf(uniqueSql(table, day))] as const;
  });
  const all = Number(counts.all_rows);
  const of = `of ${qualified(table)} of ${day}`;
  const rules = rowChecks(table).map(({ name }, place) => ({
    name,
    count: Number(counts[`wrong_${place}`]),
  }));
  const wrong = [...rules, ...fallen]
    .filter(({ count }) => count !== 0)
    .map(
      ({ name, count }) =>
        `${formatCount(count)} of ${formatPlural(all, "row")} ${of} ${count === 1 ? "breaks" : "break"} the rule "${name}"`,
    );
  if (repeated > 0)
    wrong.push(
      `${formatPlural(repeated, "row")} ${of} ${repeated === 1 ? "is" : "are"} there more than once (${table.grain.join(", ")})`,
    );
  const { late, waiting, ran } = await staleness(deps, given);
  if (all === 0 && !ran && late === null && waiting === null) return null;
  if (late !== null) wrong.push(`${qualified(table)} of ${day} is out of date: ${late}`);
  const disagreement = (words: string, channel: string | null = null): Disagreement => ({
    store: "warehouse",
    subject: table.name,
    channel,
    hour: null,
    source: null,
    here: null,
    words: `${words}.`,
  });
  const disagreements = wrong.map((words) => disagreement(words));
  const made = await verifyRows(deps, job, day);
  if (made.state === "changed") disagreements.push(disagreement(made.words, made.channel));
  const notCompared: NotCompared[] = [];
  if (waiting !== null) notCompared.push(waiting);
  else if (made.state === "not compared") notCompared.push({ reason: made.reason, hours: [] });
  const sums = { rows: all, checksum: 0 };
  return {
    step: "table_checks",
    subject: table.name,
    state: disagreements.length > 0 ? "unequal" : ran ? "equal" : "not_compared",
    source: sums,
    here: sums,
    completeTo: null,
    disagreements,
    notCompared,
  };
}
