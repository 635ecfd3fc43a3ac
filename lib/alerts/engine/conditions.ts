import type { Condition } from "../../events/query/types.ts";
import type { Trigger } from "../trigger.ts";

const equals = (field: "channel" | "endpoint", value: string): Condition => ({
  type: "keyword",
  field,
  values: [value],
  not: false,
});

export const ofChannel = (channel: string): Condition => equals("channel", channel);

/** Requests that a trigger looks at. */
export function lookedAt({ endpoint }: Trigger): Condition[] {
  return endpoint === null ? [] : [equals("endpoint", endpoint)];
}

/** Failures that it counts; for latency, requests that took too long. */
export function counted(trigger: Trigger): Condition[] {
  if (trigger.type === "latency_above") {
    const slow: Condition = {
      type: "number",
      field: "duration_ms",
      ranges: [{ min: trigger.milliseconds }],
      not: false,
    };
    return [...lookedAt(trigger), slow];
  }
  const faults: Condition = { type: "keyword", field: "fault", values: [...trigger.faults], not: false };
  return [...lookedAt(trigger), faults];
}

/** Requests that were refused for want of a valid token, of those that it looks at. */
export function refused(trigger: Trigger): Condition[] {
  return [...lookedAt(trigger), { type: "keyword", field: "fault", values: ["user"], not: false }];
}
