import { z } from "zod";
import type { Database } from "../database/client.ts";
import { dayOf } from "../day.ts";
import { formatPlural } from "../format/number.ts";
import { STEPS, type Step, VERIFY_JOB, type VerificationState } from "./types.ts";
import type { StepView, VerificationDay, VerificationView } from "./views.ts";

const DAY_MS = 86_400_000;
/** Days that are shown whatever came of them. */
const RECENT_DAYS = 7;
/** Days with disagreements that are shown beside them. */
const MOST_UNEQUAL = 7;
const MOST_WORDS = 8;

const said = z.array(z.object({ words: z.string() }));
const reasons = z.array(z.object({ reason: z.string(), hours: z.array(z.number()) }));

type Row = Awaited<ReturnType<Database["verification"]["findMany"]>>[number];

function reasonOf(row: Row): string | null {
  const { data = [] } = reasons.safeParse(row.notCompared);
  const [first] = data;
  if (first === undefined) return null;
  const { hours, reason } = first;
  return hours.length === 0 || row.state === "not_compared"
    ? reason
    : `${formatPlural(hours.length, "hour")} not compared: ${reason}`;
}

const viewOf = (row: Row): StepView => ({
  step: row.step as Step,
  subject: row.subject,
  state: row.state as VerificationState,
  source: Number(row.sourceRows),
  here: Number(row.hereRows),
  reason: reasonOf(row),
});

/** Rules that hold are one line, however many tables have them. */
function folded(steps: readonly StepView[]): StepView[] {
  const isQuiet = ({ step, state }: StepView) => step === "table_checks" && state !== "unequal";
  const quiet = steps.filter(isQuiet);
  const shown = steps.filter((step) => !isQuiet(step));
  if (quiet.length === 0) return shown;
  const rows = quiet.reduce((sum, { here }) => sum + here, 0);
  const state = quiet.some((one) => one.state === "equal") ? "equal" : "not_compared";
  const waiting = quiet.find(({ reason }) => reason !== null)?.reason ?? null;
  const subject = formatPlural(quiet.length, "table");
  return [...shown, { step: "table_checks", subject, state, source: rows, here: rows, reason: waiting }];
}

function summarize(rows: readonly Row[]): VerificationDay {
  const words = rows.flatMap(({ disagreements }) =>
    (said.safeParse(disagreements).data ?? []).map((one) => one.words),
  );
  const [first] = rows;
  const place = ({ step }: StepView) => STEPS.indexOf(step);
  const steps = folded(rows.map(viewOf)).sort(
    (a, b) => place(a) - place(b) || (a.subject < b.subject ? -1 : 1),
  );
  const has = (state: VerificationState) => steps.some((step) => step.state === state);
  return {
    day: first === undefined ? "" : dayOf(first.day),
    state: has("unequal") ? "unequal" : has("equal") ? "equal" : "not_compared",
    verifiedAt: Math.min(...rows.map(({ verifiedAt }) => verifiedAt.getTime())),
    steps,
    disagreements: words.slice(0, MOST_WORDS),
    more: Math.max(0, words.length - MOST_WORDS),
  };
}

/** What the last verification of each day said. */
export async function readVerification(
  database: Pick<Database, "verification" | "jobRequest">,
  now: number,
): Promise<VerificationView> {
  const unequal = await database.verification.findMany({
    where: { state: "unequal" },
    distinct: ["day"],
    orderBy: { day: "desc" },
    take: MOST_UNEQUAL,
    select: { day: true },
  });
  const since = new Date(now - RECENT_DAYS * DAY_MS);
  const asked = await database.jobRequest.findUnique({
    where: { openJob: VERIFY_JOB },
    select: { id: true },
  });
  const rows = await database.verification.findMany({
    where: { OR: [{ day: { gte: since } }, { day: { in: unequal.map(({ day }) => day) } }] },
    orderBy: { day: "desc" },
  });
  return {
    days: [...Map.groupBy(rows, ({ day }) => dayOf(day)).values()].map(summarize),
    asked: asked !== null,
  };
}

/** Disagreements that stand, over all days, and the newest of them in words. */
export async function standingDisagreements(
  database: Pick<Database, "verification">,
): Promise<{ count: number; newest: string | null; verified: boolean }> {
  const rows = await database.verification.findMany({
    where: { state: "unequal" },
    orderBy: [{ day: "desc" }, { step: "asc" }, { subject: "asc" }],
    select: { disagreements: true },
  });
  const words = rows.flatMap(({ disagreements }) => said.safeParse(disagreements).data ?? []);
  const verified =
    rows.length > 0 || (await database.verification.findFirst({ select: { day: true } })) !== null;
  return { count: words.length, newest: words[0]?.words ?? null, verified };
}

/** When stores were last compared, of whatever day, milliseconds since 1970; null: never. */
export async function lastVerified(database: Pick<Database, "verification">): Promise<number | null> {
  const newest = await database.verification.findFirst({
    orderBy: { verifiedAt: "desc" },
    select: { verifiedAt: true },
  });
  return newest?.verifiedAt.getTime() ?? null;
}
