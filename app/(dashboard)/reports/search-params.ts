import { addressOf, type ReportAddress } from "#components/reports/address.ts";
import {
  FIRST_QUESTION,
  MEASURE_NAMES,
  problemOf,
  QUESTION_DAYS,
  type Question,
  STEPS,
} from "#lib/reports/question.ts";
import { LOOKS, type SavedReportView } from "#lib/reports/views.ts";

const DAY = /^\d{4}-\d\d-\d\d$/;
const isDay = (text: string | null): text is string =>
  text !== null && DAY.test(text) && !Number.isNaN(Date.parse(text));

function readRange(params: URLSearchParams): Question["range"] {
  const [from, to] = [params.get("from"), params.get("to")];
  if (isDay(from) && isDay(to)) return { from, to };
  const days = QUESTION_DAYS.find((one) => String(one) === params.get("days"));
  return days === undefined ? FIRST_QUESTION.range : { days };
}

function readQuestion(params: URLSearchParams): Question | null {
  const measure = MEASURE_NAMES.find((name) => name === params.get("measure"));
  if (measure === undefined) return null;
  const question: Question = {
    measure,
    breakdown: params.get("by"),
    step: STEPS.find((step) => step === params.get("step")) ?? null,
    range: readRange(params),
    channel: params.get("channel"),
  };
  return problemOf(question) === null ? question : null;
}

/** What the address asks for; nonsense counts as nothing asked. */
export function readReportAddress(params: URLSearchParams, saved: readonly SavedReportView[]): ReportAddress {
  const kept = saved.find(({ id }) => id === params.get("report"));
  const [sql, question] = [params.get("sql"), readQuestion(params)];
  const look = LOOKS.find((one) => one === params.get("look")) ?? null;
  if (question !== null) return { report: kept?.id ?? null, asked: { as: "question", question }, look };
  if (sql !== null) return { report: kept?.id ?? null, asked: { as: "sql", sql }, look };
  return kept === undefined
    ? { report: null, asked: null, look }
    : { ...addressOf(kept), look: look ?? kept.look };
}

export function writeReportAddress({ report, asked, look }: ReportAddress): string {
  const next = new URLSearchParams();
  if (report !== null) next.set("report", report);
  if (look !== null) next.set("look", look);
  if (asked?.as === "sql") next.set("sql", asked.sql);
  if (asked?.as === "question") {
    const { measure, breakdown, step, range, channel } = asked.question;
    const parts = { measure, by: breakdown, step, channel };
    for (const [name, value] of Object.entries(parts)) if (value !== null) next.set(name, value);
    if ("days" in range) next.set("days", String(range.days));
    else for (const [name, value] of Object.entries(range)) next.set(name, value);
  }
  return next.size === 0 ? "?" : `?${next}`;
}
