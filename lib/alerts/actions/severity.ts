import type { AlertMessage } from "../message.ts";
import type { TriggerType } from "../trigger.ts";

export type Severity = "critical" | "error" | "warning" | "info";

const SEVERITIES: Record<TriggerType | "platform", Severity> = {
  down: "critical",
  platform: "critical",
  no_traffic: "error",
  error_rate_above: "error",
  budget_burn: "error",
  latency_above: "warning",
  new_error: "warning",
  unusual: "warning",
};

export function severityOf({ type, data }: AlertMessage): Severity {
  return type === "alert.test" ? "info" : SEVERITIES[data.trigger];
}

const ORDER: readonly Severity[] = ["critical", "error", "warning", "info"];

/** The worst first; of equals those that affect most users. */
export function bySeverity(a: AlertMessage, b: AlertMessage): number {
  return (
    ORDER.indexOf(severityOf(a)) - ORDER.indexOf(severityOf(b)) ||
    b.data.users_affected - a.data.users_affected
  );
}
