import type { Question } from "#lib/reports/question.ts";
import type { Look, SavedReportView } from "#lib/reports/views.ts";

/** What is asked and how it is looked at, as the address has it. */
export interface ReportAddress {
  /** The kept report that it came from. */
  report: string | null;
  asked:
    | { as: "question"; question: Question }
    | { as: "sql"; sql: string }
    /** Nothing yet. */
    | null;
  /** null: chosen by the columns. */
  look: Look | null;
}

/** A kept report as it is opened. */
export function addressOf({ id, question, sql, look }: SavedReportView): ReportAddress {
  const asked = question === null ? { as: "sql" as const, sql } : { as: "question" as const, question };
  return { report: id, asked, look };
}
