import type { Trigger } from "../../trigger.ts";
import { Course } from "../course.ts";
import type { OpenIncident } from "../watched.ts";
import { budgetBurnSensor } from "./budget-burn.ts";
import { countedSensor } from "./counted.ts";
import { newErrorSensor } from "./new-error.ts";
import { noTrafficSensor } from "./no-traffic.ts";
import type { Sensor, SensorDeps } from "./sensor.ts";
import { unusualSensor } from "./unusual.ts";

/** What judges a Recipe, and the course that it has to be fed with; null: it asks by itself. `incident`: what fires already. */
export function createSensor(
  deps: SensorDeps,
  { channel, trigger }: { channel: string; trigger: Trigger },
  incident: OpenIncident | null,
): { sensor: Sensor; course: Course | null } {
  if (trigger.type === "budget_burn")
    return { sensor: budgetBurnSensor(deps, { channel, trigger }), course: null };
  if (trigger.type === "unusual") return { sensor: unusualSensor(deps, { channel, trigger }), course: null };
  const course = new Course(trigger);
  if (trigger.type === "no_traffic") {
    return { sensor: noTrafficSensor(deps, { channel, trigger }, course), course };
  }
  if (trigger.type === "new_error") {
    return { sensor: newErrorSensor(deps, { channel, trigger }, course), course };
  }
  return { sensor: countedSensor(deps, { channel, trigger, incident }, course), course };
}
