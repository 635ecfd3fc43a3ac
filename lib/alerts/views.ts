import type { DestinationType } from "./action.ts";
import type { Impact } from "./impact.ts";
import type { AlertMessage } from "./message.ts";
import type { Schedule } from "./schedule.ts";
import type { Trigger, Unit } from "./trigger.ts";

/** `error`: the last evaluation failed; what was known before is kept. */
export const ALERT_STATES = ["ok", "pending", "firing", "recovering", "no_data", "error"] as const;
export type AlertStateName = (typeof ALERT_STATES)[number];

/** Times are milliseconds since 1970, UTC, in all of these. */
export interface DestinationView {
  id: string;
  type: DestinationType;
  name: string;
  /** Of its address, what may be shown. */
  hint: string;
  created_at: number;
  /** null: the recipient has not confirmed yet, so nothing is sent. */
  confirmed_at: number | null;
  disabled: { at: number; reason: string } | null;
  last_delivered_at: number | null;
  failing_since: number | null;
  last_error: string | null;
  /** Until when it last asked for patience, which may be over; null: it never did. */
  paused_until: number | null;
  /** false: whoever reads its mails wants no reminders while an incident lasts. */
  reminders: boolean;
  /** Names of the alert Recipes that use it. */
  used_by: string[];
}

type ShortDestination = Pick<DestinationView, "id" | "type" | "name" | "hint">;

/** Why nothing is sent to a destination: it was switched off, or its recipient has not confirmed. */
export const UNREACHABLE = ["switched_off", "unconfirmed"] as const;
export type Unreachable = (typeof UNREACHABLE)[number];

/** A destination of a Recipe; null: it can be told. */
export interface TargetView extends ShortDestination {
  unreachable: Unreachable | null;
}

export interface ActionView extends TargetView {
  failover: TargetView | null;
}

export interface RecipeView {
  id: string;
  channel: string | null;
  name: string;
  trigger: Trigger;
  /** The trigger in words: `the error rate is above 5 %, over 5 minutes`. */
  condition: string;
  actions: ActionView[];
  enabled: boolean;
  recommended: boolean;
  /** null: not muted, or no longer. */
  muted_until: number | null;
  schedule: Schedule | null;
  remind_every_minutes: number | null;
  recover_minutes: number;
  state: {
    name: AlertStateName;
    since: number;
    value: number | null;
    /** What `value` is compared with; null where the trigger learns that itself. */
    threshold: number | null;
    unit: Unit;
    error: string | null;
    evaluated_to: number | null;
  };
  open_incident: { id: string; number: number } | null;
  /** null: never yet. */
  last_fired_at: number | null;
  created_at: number;
  updated_at: number;
}

export interface AttemptView {
  number: number;
  at: number;
  duration_ms: number;
  outcome: "delivered" | "retry" | "failed";
  status_code: number | null;
  detail: string;
}

export interface DeliveryView {
  id: string;
  destination: ShortDestination;
  status: "pending" | "delivered" | "failed" | "digested";
  created_at: number;
  /** null: no further attempt. */
  next_attempt_at: number | null;
  finished_at: number | null;
  /** The delivery that failed and led here. */
  failover_of: string | null;
  attempts: AttemptView[];
}

export interface TransitionView {
  id: string;
  kind: "fired" | "recovered" | "acknowledged" | "reminded";
  at: number;
  recorded_at: number;
  value: number | null;
  message: AlertMessage;
  deliveries: DeliveryView[];
}

export interface IncidentSummary extends Impact {
  id: string;
  number: number;
  channel: string | null;
  title: string;
  recipe: { id: string | null; name: string };
  trigger: Trigger;
  started_at: number;
  fired_at: number;
  recovered_at: number | null;
  /** Why it ended without being seen to recover; null: it recovered, or lasts. */
  ended_because: string | null;
  acknowledged: { at: number; by: string } | null;
  planned: boolean;
  /** False: mute, schedule or downtime kept it quiet. */
  notified: boolean;
  worst: number | null;
  threshold: number | null;
  unit: Unit;
}

/** A stretch of time in which a Recipe would have fired. */
export interface BacktestFiring {
  started_at: number;
  fired_at: number;
  /** null: still. */
  recovered_at: number | null;
  worst: number;
  failures: number;
  users_affected: number;
  /** An incident of the Channel that overlaps it. */
  incident: { id: string; number: number } | null;
}

export interface Backtest {
  from: number;
  to: number;
  /** Figures are judged at these steps. */
  step_ms: number;
  unit: Unit;
  threshold: number | null;
  /** null: nothing could be said. */
  series: {
    at: number;
    value: number | null;
    /** What it is compared with then, where that changes: the burn rate allowed, the requests that are usual. */
    limit: number | null;
  }[];
  firings: BacktestFiring[];
  /** A threshold that would have fired for known incidents only; null: none is better. */
  suggestion: { threshold: number; firings: number; words: string } | null;
}
