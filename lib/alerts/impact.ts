import type { Fault } from "../events/document.ts";

/** What an incident did so far: `Incident.impact`. Counts are of its time and endpoint. */
export interface Impact {
  requests: number;
  /** Those that the Recipe counts. */
  failures: number;
  users_affected: number;
  recipes_affected: number;
  /** Whose fault most of the failures are. */
  fault: Fault | null;
  top_error: { endpoint: string | null; label: string; pattern: string | null; count: number } | null;
}

export const NO_IMPACT: Impact = {
  requests: 0,
  failures: 0,
  users_affected: 0,
  recipes_affected: 0,
  fault: null,
  top_error: null,
};
