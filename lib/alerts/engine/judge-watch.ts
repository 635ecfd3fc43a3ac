import { endsBetween, judgeEnds, judgeLate } from "./judge.ts";
import { type Telling, tell } from "./tell.ts";
import type { Watch } from "./watch.ts";
import { rulesOf } from "./watched.ts";

/** Judges a Recipe's windows up to the watermark `to`, once each, and writes what came of them. */
export async function judgeWatch(telling: Telling, watch: Watch, to: number): Promise<void> {
  const { sensor, progress, recipe } = watch;
  const rules = rulesOf(recipe);
  // One that was taken over just now has nothing to be judged by yet.
  if (watch.course !== null && watch.fedTo === null) return;
  if (watch.lateFrom !== null) await raiseLate(telling, watch);
  if (to - progress.judgedTo < sensor.everyMs) return;
  for (const at of endsBetween(progress.judgedTo, to, sensor.gridMs)) {
    const { machine, events, last } = await judgeEnds(watch.progress.machine, [at], sensor.observe, rules);
    for (const event of events) await tell(telling, watch, event, machine, at);
    const value =
      last !== null && "value" in last && shows(watch)
        ? last.value
        : events.length > 0
          ? watch.progress.value
          : null;
    watch.progress = { ...watch.progress, machine, value, judgedTo: at };
    watch.unsaved = true;
  }
}

/** A latency trigger counts slow requests; how long they take is asked for when it fires. */
function shows({ recipe }: Watch): boolean {
  return recipe.trigger.type !== "latency_above";
}

/** Windows that were judged before late events came may raise an alert, never a second one. */
async function raiseLate(telling: Telling, watch: Watch): Promise<void> {
  const { sensor, progress, recipe, lateFrom } = watch;
  watch.lateFrom = null;
  const { state } = progress.machine;
  if (lateFrom === null || state === "firing" || state === "recovering" || progress.incident !== null) return;
  const from = Math.max(lateFrom, progress.lastEnd);
  const ends: number[] = [];
  for (let at = Math.ceil(from / sensor.gridMs) * sensor.gridMs; at < progress.judgedTo; at += sensor.gridMs)
    ends.push(at);
  const late = await judgeLate(ends, sensor.observe, rulesOf(recipe));
  if (late !== null) await tell(telling, watch, late.event, late.machine, progress.judgedTo);
}
