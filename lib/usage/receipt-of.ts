import type { Database } from "../database/client.ts";
import { dayOf } from "../day.ts";
import { warehouseReceipts } from "../verification/receipt.ts";
import { plusDays, startOf } from "./days.ts";
import { RETENTION_DAYS } from "./queries.ts";
import type { UsageDate, UsagePart, UsageReceipt } from "./views.ts";

/** The job that makes each part's table. */
export const JOBS: Record<UsagePart, string> = {
  people: "channel_users_windowed",
  recipes: "channel_recipes_daily",
  endpoints: "channel_endpoints_windowed",
  pairs: "channel_pairs_daily",
  audience: "channel_audience_windowed",
  top: "channel_top_recipes_windowed",
  retention: "channel_retention_weekly",
};

const PEOPLE = ["interactions", "user_activity_daily"];
const RECIPES = ["interactions", "recipe_activity_daily"];

/** The warehouse's tables that a part is made from, its own (named as its job) last. */
const TABLES: Record<UsagePart, readonly string[]> = {
  people: [...PEOPLE, JOBS.people],
  recipes: [...PEOPLE, ...RECIPES, JOBS.recipes],
  endpoints: [...RECIPES, JOBS.endpoints],
  pairs: [...RECIPES, JOBS.pairs],
  audience: [...PEOPLE, JOBS.audience],
  top: [...RECIPES, JOBS.top],
  retention: [...PEOPLE, JOBS.retention],
};

/** Parts whose jobs look at all days: who is new, and which Recipes are enabled, is of no window. */
export const OF_ALL_DAYS: readonly UsagePart[] = ["people", "recipes", "retention"];

/** Up to how many days each of the days of people looks back, beside itself. */
const PEOPLE_LOOK_BACK = 27;

/** How many days up to the last one a part is made from; a range is compared with the one before. */
function daysBehind(part: UsagePart, days: number): number {
  if (part === "retention") return RETENTION_DAYS;
  return part === "people" ? 2 * days + PEOPLE_LOOK_BACK : 2 * days;
}

type Deps = Pick<Database, "$queryRaw" | "verification" | "jobRun">;

/** Between two runs of jobs pass moments. */
const MOMENT_MS = 60_000;

/** The days that all of Usage's tables have. */
export interface MadeDays {
  first: UsageDate;
  /** The last one that is over. */
  last: UsageDate;
}

/** null: there is no day yet that all tables have. */
export async function madeDays(database: Deps, now: number): Promise<MadeDays | null> {
  const jobs = Object.values(JOBS);
  const today = dayOf(now);
  const [made] = await database.$queryRaw<{ first: Date | null; last: Date | null }[]>`
    select min(day) as first, max(day) as last
    from (
      select day from job_runs
      where job = any(${jobs}) and state = 'succeeded' and day < cast(${today} as date)
      group by day having count(distinct job) = ${jobs.length}
    ) whole`;
  if (made?.first == null || made.last === null) return null;
  return { first: dayOf(made.first.getTime()), last: dayOf(made.last.getTime()) };
}

/** Of which days the tables of people and of Recipes were made: the others are not known. */
export interface KnownDays {
  people: ReadonlySet<UsageDate>;
  recipes: ReadonlySet<UsageDate>;
}

export async function knownDays(database: Deps, from: UsageDate, to: UsageDate): Promise<KnownDays> {
  const runs = await database.jobRun.findMany({
    where: {
      job: { in: [JOBS.people, JOBS.recipes] },
      state: "succeeded",
      day: { gte: new Date(from), lte: new Date(to) },
    },
    distinct: ["job", "day"],
    select: { job: true, day: true },
  });
  const daysOf = (wanted: string) =>
    new Set(runs.filter(({ job }) => job === wanted).map(({ day }) => dayOf(day.getTime())));
  return { people: daysOf(JOBS.people), recipes: daysOf(JOBS.recipes) };
}

/** Whether days are being made at present: a job runs, or ended a moment ago. */
export async function areDaysMade(database: Pick<Database, "jobRun">, now: number): Promise<boolean> {
  const run = await database.jobRun.findFirst({
    where: {
      OR: [
        { state: "running", leaseUntil: { gte: new Date(now) } },
        { finishedAt: { gte: new Date(now - MOMENT_MS) } },
      ],
    },
    select: { id: true },
  });
  return run !== null;
}

/**
 * The receipts of the days up to `last`; `rows` says how many rows of each table were read. Verified is the way of the
 * interactions that all tables are made from, and the tables' own rules, on all days that a part is made from.
 */
export async function receiptsOf(
  database: Deps,
  { last, days, rows }: { last: UsageDate; days: number; rows: Record<UsagePart, number> },
): Promise<Record<UsagePart, UsageReceipt>> {
  const first = plusDays(last, 1 - days);
  const rests = (part: UsagePart) => ({
    tables: TABLES[part],
    allDays: OF_ALL_DAYS.includes(part),
    from: plusDays(last, 1 - daysBehind(part, days)),
  });
  const charts = {
    people: rests("people"),
    recipes: rests("recipes"),
    endpoints: rests("endpoints"),
    pairs: rests("pairs"),
    audience: rests("audience"),
    top: rests("top"),
    retention: rests("retention"),
  };
  const verification = warehouseReceipts(database, "interactions", charts, last);
  const found = await database.$queryRaw<{ job: string; days: number; made_at: Date }[]>`
    select job, cast(count(distinct day) as integer) as days, max(finished_at) as made_at
    from job_runs
    where job = any(${Object.values(JOBS)}) and state = 'succeeded'
      and day between cast(${first} as date) and cast(${last} as date)
    group by job`;
  const verifications = await verification;
  const byJob = new Map(found.map((run) => [run.job, run]));
  const receipt = (part: UsagePart): UsageReceipt => {
    const made = byJob.get(JOBS[part]);
    const { state, verifiedAt, madeAnewAt } = verifications[part];
    const isTold = verifiedAt !== null && state !== "waiting";
    return {
      completeTo: last,
      days: made?.days ?? 0,
      rows: rows[part],
      madeAt: made?.made_at.getTime() ?? startOf(last),
      verified: isTold ? { at: verifiedAt, equal: state === "verified" } : null,
      madeAnewAt,
    };
  };
  return {
    people: receipt("people"),
    recipes: receipt("recipes"),
    endpoints: receipt("endpoints"),
    pairs: receipt("pairs"),
    audience: receipt("audience"),
    top: receipt("top"),
    retention: receipt("retention"),
  };
}
