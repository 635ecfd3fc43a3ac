import { formatDuration } from "#lib/format/duration.ts";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import type { JobsView, RequestView, RunLine } from "#lib/jobs/views.ts";

const listed = (names: string[]) =>
  names.length > 2 ? `${names.slice(0, 2).join(", ")} and ${names.length - 2} more` : names.join(" and ");

/** The page's answer: whether each job succeeded when it ran last. */
export function jobsHeadline({ jobs }: JobsView): { headline: string; note: string } {
  if (jobs.length === 0) return { headline: "No job is known yet", note: "" };
  const failed = jobs.filter(({ days }) => days.some(({ run }) => run?.state === "failed"));
  const running = jobs.filter(({ latest }) => latest?.state === "running");
  const never = jobs.filter(({ latest }) => latest === null);
  const note = running.length === 0 ? "" : `${listed(running.map(({ name }) => name))} running`;
  if (failed.length > 0)
    return {
      headline: `${formatPlural(failed.length, "job")} failed: ${listed(failed.map(({ name }) => name))}`,
      note,
    };
  if (never.length > 0) return { headline: `${formatPlural(never.length, "job")} never ran`, note };
  return { headline: "Every job succeeded", note: note || "for all of its last 14 days" };
}

/** `4.2 s, usually 1.1 s`. */
export function durationInWords({ durationMs, slow }: RunLine, usualMs: number | null): string {
  const took = formatDuration(durationMs);
  return slow && usualMs !== null ? `${took}, usually ${formatDuration(usualMs)}` : took;
}

/** `9 passed`, `1 of 9 failed`, `none`. */
export function checksInWords({ checks: { all, failed } }: RunLine): string {
  if (all === 0) return "none";
  return failed > 0 ? `${failed} of ${all} failed` : `${all} passed`;
}

/** What a day's square says to who points at it or hears it. */
export function dayInWords(day: string, run: RunLine | null): string {
  if (run === null) return `${day}: did not run`;
  const rows = run.rows === null ? "" : `, ${formatCount(run.rows)} rows`;
  return `${day}: ${run.state} in ${formatDuration(run.durationMs)}${rows}`;
}

export const daysInWords = ({ firstDay, lastDay }: Pick<RequestView, "firstDay" | "lastDay">) =>
  firstDay === lastDay ? firstDay : `${firstDay} to ${lastDay}`;

const ENDED = { done: "Done", failed: "Failed", cancelled: "Cancelled" } as const;

/** How far a request is. */
export function requestInWords(request: RequestView, workerAlive: boolean): string {
  const { state, days, daysDone, daysFailed, cancelling } = request;
  const done = `${formatCount(daysDone)} of ${formatPlural(days, "day")}`;
  const failed = daysFailed === 0 ? "" : `, ${formatCount(daysFailed)} failed`;
  if (state === "waiting" || state === "running") {
    if (!workerAlive) return `Waits for a worker that runs jobs: ${done}`;
    if (cancelling) return `Ends after this day: ${done}${failed}`;
    return state === "waiting" ? "Waits for its turn" : `Running: ${done}${failed}`;
  }
  return `${ENDED[state]}: ${done}${failed}`;
}
