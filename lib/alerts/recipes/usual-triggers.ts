import { type Trigger, type TriggerType, triggerInput } from "../trigger.ts";

/** A trigger of each type with the usual values: where the composer begins. */
export function usualTriggers(): Record<TriggerType, Trigger> {
  return {
    error_rate_above: triggerInput.parse({ type: "error_rate_above", percent: 5 }),
    down: triggerInput.parse({ type: "down" }),
    latency_above: triggerInput.parse({ type: "latency_above", milliseconds: 2_000 }),
    no_traffic: triggerInput.parse({ type: "no_traffic" }),
    new_error: triggerInput.parse({ type: "new_error" }),
    budget_burn: triggerInput.parse({ type: "budget_burn", objective_percent: 99.9 }),
    unusual: triggerInput.parse({ type: "unusual", measure: "error_rate" }),
  };
}
