import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/client.ts";
import type { Log } from "../../log.ts";
import { takeLeases } from "../engine/lease.ts";
import { LeaseLost, recordFired, recordRecovered, type Writer } from "../engine/record.ts";
import { saveError, saveProgress } from "../engine/save.ts";
import { NO_IMPACT } from "../impact.ts";
import { initialMachine, type Machine, type MachineEvent, type Observation, step } from "../machine.ts";
import { loadPlatformRecipes, type PlatformWatch } from "./load.ts";
import { platformMessage } from "./message.ts";
import type { Measurement, PlatformMeasures } from "./observe.ts";

interface Deps {
  database: Database;
  clock: Clock;
  log: Log;
  measures: PlatformMeasures;
  /** Where links in messages lead, without a slash at the end. */
  origin: string;
  /** Names this evaluator among all of them. */
  evaluator: string;
}

const MINUTE = 60_000;

/**
 * Judges the installation's own Recipes by what it measures now. It remembers nothing between two rounds, so any of
 * several may make the next one: what is known of a Recipe is in its row, under the lease.
 */
export class PlatformEvaluator {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** One round. Fails only with the database; a measure that fails is the trouble of its Recipe. */
  async evaluate(): Promise<void> {
    const { database, clock, evaluator } = this.#deps;
    const now = clock.now();
    const leases = await takeLeases(database, evaluator, now, "platform");
    const watches = await loadPlatformRecipes(database, leases, now);
    await Promise.all(watches.map((watch) => this.#guarded(watch, now)));
  }

  async #guarded(watch: PlatformWatch, now: number): Promise<void> {
    const { database, log } = this.#deps;
    try {
      await this.#judge(watch, now);
    } catch (error) {
      if (error instanceof LeaseLost) return;
      const reason = error instanceof Error ? error.message : String(error);
      log.warn({ recipe: watch.recipe.name, error: reason }, "the platform could not be measured");
      // State and breach stay as they are: what cannot be measured neither begins nor ends.
      await saveError(database, [watch], reason);
    }
  }

  async #judge(watch: PlatformWatch, now: number): Promise<void> {
    const { recipe, progress, changed } = watch;
    const { trigger, recoverMs, enabled } = recipe;
    if (changed || !enabled) {
      if (progress.incident !== null)
        await this.#recovered(watch, now, initialMachine(now), { why: "Its Recipe was changed" });
      watch.progress = { ...watch.progress, machine: initialMachine(now), value: null, judgedTo: now };
      if (!enabled) {
        await saveProgress(this.#deps.database, [watch]);
        return;
      }
    }
    const measured = await this.#deps.measures[trigger.measure](now);
    const rules = { forMs: trigger.for_minutes * MINUTE, recoverMs, worse: Math.max };
    const { machine, event } = step(watch.progress.machine, now, observation(measured, trigger.above), rules);
    watch.progress = { ...watch.progress, value: measured?.value ?? null, judgedTo: now };
    if (event?.kind === "fired" && measured !== null) await this.#fired(watch, event, machine, measured);
    else if (event?.kind === "recovered" && watch.progress.incident !== null)
      await this.#recovered(watch, now, machine, { title: measured?.title ?? recipe.name });
    else {
      watch.progress = { ...watch.progress, machine };
      await saveProgress(this.#deps.database, [watch]);
    }
  }

  async #fired(
    watch: PlatformWatch,
    { at, breachSince, value }: Extract<MachineEvent, { kind: "fired" }>,
    machine: Machine,
    { title }: Measurement,
  ): Promise<void> {
    const { origin, log } = this.#deps;
    const { recipe, progress } = watch;
    const said = { type: "alert.firing" as const, at, title, value, recoveredAt: null, origin };
    const { number } = await recordFired(
      this.#writer(watch),
      { ...progress, machine },
      {
        breachSince,
        at,
        trigger: recipe.trigger,
        value,
        threshold: recipe.trigger.above,
        title,
        impact: NO_IMPACT,
        tell: true,
        planned: false,
        messageOf: (incident) => platformMessage(recipe, incident, said),
      },
    );
    log.error({ recipe: recipe.name, incident: number, title }, "platform alert fired");
  }

  /** `why`: it ended without being seen to recover. */
  async #recovered(
    watch: PlatformWatch,
    at: number,
    machine: Machine,
    said: { title: string } | { why: string },
  ): Promise<void> {
    const { origin, log } = this.#deps;
    const { recipe, progress } = watch;
    const { incident } = progress;
    if (incident === null) return;
    const { worst } = progress.machine;
    const endedBecause = "why" in said ? said.why : null;
    const message = platformMessage(recipe, incident, {
      type: "alert.recovered",
      at,
      title: "why" in said ? said.why : said.title,
      value: worst,
      recoveredAt: at,
      endedBecause,
      origin,
    });
    const end = { at, endedBecause, worst, title: null, impact: NO_IMPACT, message };
    await recordRecovered(this.#writer(watch), { ...progress, machine, judgedTo: at, incident }, end);
    watch.progress = { ...progress, machine, judgedTo: at, incident: null };
    log.info({ recipe: recipe.name, incident: incident.number }, "platform alert recovered");
  }

  #writer({ recipe, fence }: PlatformWatch): Writer {
    const { database, clock } = this.#deps;
    return { database, recipe, fence, now: clock.now() };
  }
}

function observation(measured: Measurement | null, above: number): Observation {
  if (measured === null) return { kind: "no_data" };
  const { value, beyond = false } = measured;
  return value > above || beyond ? { kind: "breach", value } : { kind: "clear", value };
}
