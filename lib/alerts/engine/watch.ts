import type { Course } from "./course.ts";
import type { LoadedRecipe } from "./load.ts";
import { createSensor } from "./sensors/create.ts";
import type { Sensor, SensorDeps } from "./sensors/sensor.ts";
import type { RecipeProgress, WatchedRecipe } from "./watched.ts";

/** A Recipe under this evaluator's lease. */
export interface Watch {
  recipe: WatchedRecipe;
  progress: RecipeProgress;
  fence: bigint;
  sensor: Sensor;
  course: Course | null;
  /** Up to where the course is filled; null: not at all yet. */
  fedTo: number | null;
  /** Begin of the earliest step that late events changed after its windows were judged. */
  lateFrom: number | null;
  /** Progress that is not written yet. */
  unsaved: boolean;
}

export function newWatch(deps: SensorDeps, { recipe, progress }: LoadedRecipe, fence: bigint): Watch {
  return {
    recipe,
    progress,
    fence,
    ...createSensor(deps, recipe, progress.incident),
    fedTo: null,
    lateFrom: null,
    unsaved: true,
  };
}
