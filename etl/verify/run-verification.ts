import { formatCount, formatPlural } from "#lib/format/number.ts";
import { saveVerification } from "#lib/verification/save.ts";
import { type StepResult, VERIFY_JOB } from "#lib/verification/types.ts";
import type { CheckResult } from "../checks.ts";
import type { Day } from "../day.ts";
import { beginRun, type FinishedRun, finishRun, RENEW_MS, renewRun } from "../job-runs.ts";
import type { VerifyDeps } from "./deps.ts";
import { type Round, verifyDay } from "./verify-day.ts";

/** `busy`: another process verifies. */
export type Verification =
  | { state: "busy"; day: Day }
  | { state: "failed"; day: Day; error: string }
  | { state: "done"; day: Day; results: StepResult[] };

function checkOf({
  step,
  subject,
  source,
  here,
  state,
  disagreements,
  notCompared,
}: StepResult): CheckResult {
  const said = disagreements.map(({ words }) => words).join(" ");
  const compared = `${formatCount(here.rows)} of ${formatPlural(source.rows, "row")}`;
  const reason = notCompared[0]?.reason ?? "nothing to compare";
  const detail = state === "equal" ? compared : state === "unequal" ? said : `not compared: ${reason}`;
  return { name: `${step}: ${subject}`, ok: state !== "unequal", detail };
}

function runOf(results: readonly StepResult[]): FinishedRun {
  const wrong = results.flatMap(({ disagreements }) => disagreements);
  const [first] = wrong;
  return {
    state: first === undefined ? "succeeded" : "failed",
    attempts: 1,
    fingerprint: null,
    rows: results.reduce((sum, { step, here }) => (step === "archive_warehouse" ? sum + here.rows : sum), 0),
    checks: results.map(checkOf),
    log: [],
    error: first === undefined ? null : `${formatPlural(wrong.length, "disagreement")}: ${first.words}`,
  };
}

const FAILED = { state: "failed" as const, attempts: 1, rows: null, fingerprint: null, checks: [], log: [] };

/**
 * Verifies a day under the lease of its job, and keeps its results and the run. A store that does not answer
 * fails the run and leaves the results as they were; stores that disagree fail it, too. `inputs`: in words.
 */
export async function runVerification(
  deps: VerifyDeps,
  round: Round,
  { day, inputs }: { day: Day; inputs: string },
): Promise<Verification> {
  const id = await beginRun(deps, VERIFY_JOB, day, inputs);
  if (id === null) return { state: "busy", day };
  const timer = setInterval(() => {
    renewRun(deps, id).catch((error: unknown) => deps.log.warn({ error: String(error), run: id }, "lease"));
  }, RENEW_MS);
  try {
    const results = await verifyDay(deps, round, day);
    await saveVerification(deps.database, day, results, deps.clock.now());
    const run = runOf(results);
    await finishRun(deps, id, run);
    const { state, error } = run;
    deps.log[state === "failed" ? "warn" : "info"]({ day, state, error }, "verified");
    return { state: "done", day, results };
  } catch (cause) {
    const error = cause instanceof Error ? cause.message : String(cause);
    deps.log.warn({ day, error }, "could not be verified");
    await finishRun(deps, id, { ...FAILED, error });
    return { state: "failed", day, error };
  } finally {
    clearInterval(timer);
  }
}
