import { readReceipt } from "../../pipeline/progress.ts";
import { initialMachine } from "../machine.ts";
import { windowMsOf } from "./course.ts";
import type { EngineDeps } from "./deps.ts";
import { endOrphans } from "./end-orphans.ts";
import { type Fed, feed, feedPast } from "./feed.ts";
import { judgeWatch } from "./judge-watch.ts";
import { takeLeases } from "./lease.ts";
import { loadDowntimes, loadRecipes } from "./load.ts";
import { LeaseLost } from "./record.ts";
import { saveError, saveProgress } from "./save.ts";
import type { Downtime } from "./silence.ts";
import { tellAgain, tellEnded } from "./tell.ts";
import { newWatch, type Watch } from "./watch.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** Events that come so late are considered still; each evaluation looks at the last minute, each tick at all of it. */
const LATENESS_MS = 5 * MINUTE;
const RECENT_MS = MINUTE;
const TICK_MS = 10 * SECOND;
const RELOAD_MS = 10 * SECOND;
const RENEW_MS = 3 * SECOND;
const SAVE_MS = 2 * SECOND;
/** What is caught up at once, and at most. */
const CHUNK_MS = 10 * MINUTE;
const LONGEST_PAUSE_MS = 6 * 60 * MINUTE;
/** Figures that are complete to longer ago say nothing about now. */
const BEHIND_MS = 2 * MINUTE;
const AT_ONCE = 8;

/**
 * Judges alert Recipes by what the event index shows up to the watermark, and writes their transitions together with
 * the deliveries. Several may run: each Recipe is judged by the one that holds its lease.
 */
export class Evaluator {
  readonly #deps: EngineDeps;
  readonly #watches = new Map<string, Watch>();
  #downtimes: Downtime[] = [];
  /** Up to where all courses are filled and judged; null before the first evaluation. */
  #end: number | null = null;
  #changed: boolean = true;
  #renewedAt = Number.NEGATIVE_INFINITY;
  #reloadedAt = Number.NEGATIVE_INFINITY;
  #tickedAt = Number.NEGATIVE_INFINITY;
  #savedAt = Number.NEGATIVE_INFINITY;

  constructor(deps: EngineDeps) {
    this.#deps = deps;
  }

  /** Recipes were made, changed or removed: they are read again. */
  recipesChanged(): void {
    this.#changed = true;
  }

  /** One round: leases, windows that are due, what is to be told. Answers the watermark it came to; null: none yet. */
  async evaluate(): Promise<number | null> {
    const { database, clock } = this.#deps;
    const now = clock.now();
    if (this.#changed || now - this.#renewedAt >= RENEW_MS) await this.#renew(now);
    const { completeTo } = await readReceipt(database, now);
    if (completeTo === null || this.#watches.size === 0) return completeTo;
    const tick = now - this.#tickedAt >= TICK_MS;
    if (tick) this.#tickedAt = now;
    try {
      await this.#catchUp(completeTo, tick);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      await saveError(database, [...this.#watches.values()], `The event index does not answer: ${reason}`);
      throw error;
    }
    await this.#each((watch) => tellAgain(this.#telling(), watch));
    if (now - this.#savedAt >= SAVE_MS) await this.#save(now, completeTo);
    return completeTo;
  }

  /** Writes what is known, for whoever takes over. */
  async close(): Promise<void> {
    await saveProgress(
      this.#deps.database,
      [...this.#watches.values()].filter(({ unsaved }) => unsaved),
    );
  }

  #telling() {
    return { deps: this.#deps, downtimes: this.#downtimes };
  }

  async #renew(now: number): Promise<void> {
    const { database, evaluator } = this.#deps;
    const reload = this.#changed || now - this.#reloadedAt >= RELOAD_MS;
    this.#changed = false;
    try {
      const leases = new Map(
        (await takeLeases(database, evaluator, now)).map(({ recipeId, fence }) => [recipeId, fence]),
      );
      this.#renewedAt = now;
      for (const [id, { fence }] of this.#watches) if (leases.get(id) !== fence) this.#watches.delete(id);
      const wanted = reload ? [...leases.keys()] : [...leases.keys()].filter((id) => !this.#watches.has(id));
      if (wanted.length > 0) await this.#load(wanted, leases, now);
      if (reload) {
        this.#downtimes = await loadDowntimes(database, now);
        await endOrphans(this.#deps, now);
        this.#reloadedAt = now;
      }
    } catch (error) {
      this.#changed = true;
      throw error;
    }
  }

  async #load(ids: readonly string[], leases: ReadonlyMap<string, bigint>, now: number): Promise<void> {
    const begin = this.#end ?? (await readReceipt(this.#deps.database, now)).completeTo ?? now;
    for (const loaded of await loadRecipes(this.#deps.database, ids, begin)) {
      const { recipe, changed } = loaded;
      const known = this.#watches.get(recipe.id);
      if (known !== undefined && known.recipe.revision === recipe.revision) {
        known.recipe = recipe;
        if (!recipe.enabled) await this.#endIncident(known, now);
        continue;
      }
      const watch = newWatch(this.#deps, loaded, leases.get(recipe.id) ?? 0n);
      this.#watches.set(recipe.id, watch);
      if (changed || known !== undefined || !recipe.enabled) {
        await this.#endIncident(watch, now);
        watch.progress = { ...watch.progress, machine: initialMachine(begin), value: null, judgedTo: begin };
      }
    }
  }

  async #endIncident(watch: Watch, now: number): Promise<void> {
    if (watch.progress.incident === null) return;
    await this.#guarded(watch, () => tellEnded(this.#telling(), watch, initialMachine(now), now));
  }

  async #catchUp(completeTo: number, tick: boolean): Promise<void> {
    const oldest = Math.min(
      completeTo,
      ...[...this.#watches.values()].map(({ progress }) => progress.judgedTo),
    );
    this.#end ??= this.#begin(Math.max(oldest, completeTo - LONGEST_PAUSE_MS));
    await this.#fillNew(this.#end);
    let whole = tick;
    while (this.#end < completeTo) {
      if (this.#deps.clock.now() - this.#renewedAt >= RENEW_MS) await this.#renew(this.#deps.clock.now());
      const target = Math.min(completeTo, this.#end + CHUNK_MS);
      await this.#feed(this.#end - (whole ? LATENESS_MS : RECENT_MS), target);
      whole = false;
      this.#end = target;
      await this.#each((watch) => judgeWatch(this.#telling(), watch, target));
    }
  }

  /** Windows of before are not caught up: no course holds what they would be judged by. */
  #begin(from: number): number {
    for (const watch of this.#watches.values()) {
      watch.progress = { ...watch.progress, judgedTo: Math.max(watch.progress.judgedTo, from) };
    }
    return from;
  }

  #fed(): (Watch & Fed)[] {
    return [...this.#watches.values()].flatMap((watch) =>
      watch.course === null || !watch.recipe.enabled
        ? []
        : [{ ...watch, course: watch.course, channel: watch.recipe.channel, trigger: watch.recipe.trigger }],
    );
  }

  async #feed(from: number, to: number): Promise<void> {
    const changed = await feed(this.#deps.index, this.#fed(), from, to);
    for (const watch of this.#watches.values()) {
      const { course, recipe, progress } = watch;
      if (course === null) continue;
      const at = changed.get(course);
      // Steps that the newest windows still reach are judged with these anyway.
      if (at !== undefined && at < progress.judgedTo - windowMsOf(recipe.trigger)) {
        watch.lateFrom = Math.min(at, watch.lateFrom ?? at);
      }
      course.forget(to - windowMsOf(recipe.trigger) - LATENESS_MS - CHUNK_MS);
    }
  }

  /** Courses of Recipes that were not watched before, from where their first windows begin. */
  async #fillNew(to: number): Promise<void> {
    const fresh = this.#fed().filter(({ fedTo }) => fedTo === null);
    const beginOf = ({ trigger, progress }: (typeof fresh)[number]) =>
      Math.min(progress.judgedTo, to) - windowMsOf(trigger) - LATENESS_MS;
    const fine = fresh.filter(
      ({ course, progress }) => course.stepMs < MINUTE && to - progress.judgedTo < CHUNK_MS,
    );
    if (fine.length > 0) await feed(this.#deps.index, fine, Math.min(...fine.map(beginOf)), to);
    const others = fresh.filter((watch) => !fine.includes(watch));
    for (const watch of others) await feedPast(this.#deps, watch, beginOf(watch), to);
    for (const watch of this.#watches.values()) watch.fedTo ??= to;
  }

  async #save(now: number, completeTo: number): Promise<void> {
    const { database } = this.#deps;
    this.#savedAt = now;
    const unsaved = [...this.#watches.values()].filter((watch) => watch.unsaved);
    for (const watch of unsaved) watch.unsaved = false;
    await saveProgress(database, unsaved);
    if (now - completeTo > BEHIND_MS) {
      const since = new Date(completeTo).toISOString();
      await saveError(database, [...this.#watches.values()], `Figures are complete to ${since} only.`);
    }
  }

  /** What goes wrong with one Recipe is its own trouble. */
  async #guarded(watch: Watch, work: () => Promise<void>): Promise<void> {
    const { database, log } = this.#deps;
    try {
      await work();
    } catch (error) {
      if (error instanceof LeaseLost) {
        this.#watches.delete(watch.recipe.id);
        return;
      }
      log.warn({ recipe: watch.recipe.id, err: error }, "an alert Recipe could not be judged");
      await saveError(database, [watch], error instanceof Error ? error.message : String(error));
    }
  }

  async #each(work: (watch: Watch) => Promise<void>): Promise<void> {
    const waiting = [...this.#watches.values()].filter(({ recipe }) => recipe.enabled);
    const lanes = Array.from({ length: AT_ONCE }, async () => {
      for (let watch = waiting.pop(); watch !== undefined; watch = waiting.pop()) {
        const next = watch;
        await this.#guarded(next, () => work(next));
      }
    });
    await Promise.all(lanes);
  }
}
