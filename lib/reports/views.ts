import type { Question } from "./question.ts";

export const LOOKS = ["table", "line", "bar"] as const;
export type Look = (typeof LOOKS)[number];

/** How far the warehouse was when it answered, and whether it was as its sources. */
export interface AnswerReceipt {
  /** The last whole day that was loaded, `YYYY-MM-DD`; null: none. */
  completeTo: string | null;
  /** `at` in milliseconds since 1970; null: not compared with its sources yet, or events that came later wait. */
  verified: { at: number; equal: boolean } | null;
  /** When events that came later will be in all tables, milliseconds since 1970; null: none wait. */
  madeAnewAt: number | null;
}

/** An answer as pages get it: instants are ISO 8601. */
export interface Answer {
  receipt: AnswerReceipt;
  columns: { name: string; kind: "number" | "time" | "text" }[];
  rows: (string | number | boolean | null)[][];
  truncated: boolean;
  /** Milliseconds that it took. */
  tookMs: number;
}

/** A kept question, as the viewer may see it. */
export interface SavedReportView {
  id: string;
  name: string;
  sql: string;
  /** null: written as SQL. */
  question: Question | null;
  /** null: chosen by the columns. */
  look: Look | null;
  /** All staff's; else the viewer's own. */
  shared: boolean;
  /** Who made it, by name; null when they are gone. */
  createdBy: string | null;
  /** Milliseconds. */
  updatedAt: number;
  /** Whether this viewer may change and remove it. */
  mine: boolean;
}

/** A table of the warehouse, as its description says. */
export interface TableView {
  name: string;
  describe: string;
  columns: { name: string; type: string; describe: string | null }[];
}
