import type { Trigger } from "../trigger.ts";
import { DEVIATIONS } from "../unusual.ts";

/** The value beyond which a trigger fires, in its unit; null where it is no single one. */
export function thresholdOf(trigger: Trigger): number | null {
  switch (trigger.type) {
    case "error_rate_above":
      return trigger.percent;
    case "latency_above":
      return trigger.milliseconds;
    case "down":
      return 100;
    case "no_traffic":
      return 0;
    case "unusual":
      return DEVIATIONS[trigger.sensitivity];
    case "new_error":
      return trigger.minimum_requests;
    case "budget_burn":
      return null;
  }
}
