import type { Step, VerificationState } from "./types.ts";

/** One step of a day, as the Pipeline page shows it. */
export interface StepView {
  step: Step;
  /** A topic, or a table of the warehouse; of rules that hold, how many tables: `7 tables`. */
  subject: string;
  state: VerificationState;
  source: number;
  here: number;
  /** Why some of it was not compared, or none; null: all was. */
  reason: string | null;
}

export interface VerificationDay {
  /** UTC, `YYYY-MM-DD`. */
  day: string;
  state: VerificationState;
  /** Milliseconds since 1970. */
  verifiedAt: number;
  steps: StepView[];
  /** In words, the first of them. */
  disagreements: string[];
  /** Disagreements beyond those. */
  more: number;
}

/** Days with disagreements and the last ones, newest first. */
export interface VerificationView {
  days: VerificationDay[];
  /** Whether somebody asked for one, and that is not over. */
  asked: boolean;
}
