import type { PlatformUnit } from "../trigger.ts";
import type { AlertStateName, DestinationView } from "../views.ts";
import type { PlatformMeasure } from "./measures.ts";

/** One of the installation's own alert Recipes. Times are milliseconds since 1970, UTC. */
export interface PlatformAlertView {
  id: string;
  name: string;
  condition: string;
  measure: PlatformMeasure;
  unit: PlatformUnit;
  above: number;
  for_minutes: number;
  state: AlertStateName | "off";
  since: number;
  /** Of the last round; null: nothing could be said. */
  value: number | null;
  error: string | null;
  /** null: not yet. */
  judged_at: number | null;
  last_incident: { number: number; title: string; started_at: number; recovered_at: number | null } | null;
}

export interface PlatformAlerts {
  alerts: PlatformAlertView[];
  /** All of the Recipes tell all of these. */
  destinations: DestinationView[];
  may_change: boolean;
}
