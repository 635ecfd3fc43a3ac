import { AppError } from "../../errors.ts";
import type { TriggerDefinition } from "../trigger.ts";
import { apiDown } from "./api-down.ts";
import { apiRecovered } from "./api-recovered.ts";
import { errorRateAbove } from "./error-rate-above.ts";
import { latencyAbove } from "./latency-above.ts";
import { noTraffic } from "./no-traffic.ts";

export const TRIGGERS: readonly TriggerDefinition[] = [
  apiDown,
  apiRecovered,
  errorRateAbove,
  latencyAbove,
  noTraffic,
];

/** Throws `not_found` for a slug of none. */
export function triggerNamed(slug: string): TriggerDefinition {
  const found = TRIGGERS.find((trigger) => trigger.slug === slug);
  if (found === undefined) throw new AppError("not_found", "There is no such trigger.");
  return found;
}
