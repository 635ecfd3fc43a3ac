import type { Trigger } from "./trigger.ts";

/** Over how many minutes a trigger takes its figure; of `unusual` without a window, the step that it judges. */
export const windowMinutesOf = ({ window_minutes }: Trigger): number => window_minutes ?? 5;

/** Against flapping: a breach that comes back within this time is the same incident. */
export function recoverMinutesOf(recipe: { trigger: Trigger; recover_minutes?: number | undefined }): number {
  const { trigger, recover_minutes: asked } = recipe;
  if (asked !== undefined) return asked;
  if (trigger.type === "unusual") return 60;
  return Math.min(Math.max(windowMinutesOf(trigger), 0.5), 5);
}
