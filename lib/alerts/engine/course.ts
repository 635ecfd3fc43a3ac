import type { HealthBucket } from "../../events/query/types.ts";
import type { StepCount } from "../../stores/event-index/port.ts";
import type { Trigger } from "../trigger.ts";
import { windowMinutesOf } from "../usual-minutes.ts";

const MINUTE = 60_000;
/** Windows longer than this are made of minutes, shorter ones of five seconds. */
const FINE_UP_TO = 10 * MINUTE;
const FINE_STEP = 5_000;

/** Figures of one step or of several. `slow`: durations at or above the trigger's. */
export interface StepFigures {
  requests: number;
  /** Failures whose verdict the Recipe counts. */
  counted: number;
  /** Failures whose verdict it does not count. */
  uncounted: number;
  /** Of the uncounted, refusals: the partner's own fault where everybody is refused. */
  refused: number;
  slow: number;
}

/** Of a whole minute, or of any bucket; its slow requests are not known. */
export function figuresOf(
  { faults: counts }: Trigger,
  { requests, failures, faults }: Pick<HealthBucket, "requests" | "failures" | "faults">,
): StepFigures {
  const counted = counts.reduce((sum, fault) => sum + faults[fault], 0);
  const refused = counts.includes("user") ? 0 : faults.user;
  return { requests, counted, uncounted: failures - counted, refused, slow: 0 };
}

const nothing = (): StepFigures => ({ requests: 0, counted: 0, uncounted: 0, refused: 0, slow: 0 });

const differs = (a: StepFigures, b: StepFigures) =>
  a.requests !== b.requests || a.counted !== b.counted || a.refused !== b.refused || a.slow !== b.slow;

export function windowMsOf(trigger: Trigger): number {
  return windowMinutesOf(trigger) * MINUTE;
}

/** What one alert Recipe counts, in steps of time; each is replaced as a whole by what the index says now. */
export class Course {
  readonly stepMs: number;
  readonly #trigger: Trigger;
  readonly #steps = new Map<number, StepFigures>();

  constructor(trigger: Trigger) {
    this.#trigger = trigger;
    this.stepMs = windowMsOf(trigger) > FINE_UP_TO ? MINUTE : FINE_STEP;
  }

  /**
   * Replaces the steps of [from, to), both multiples of a minute or the newest watermark, by these counts of the
   * Recipe's Channel. Answers the begin of the earliest step that is not what it was; null when none is.
   */
  replace(from: number, to: number, rows: readonly StepCount[], slow: readonly StepCount[]): number | null {
    const fresh = new Map<number, StepFigures>();
    for (const row of rows) if (this.#concerns(row)) this.#add(this.#at(fresh, row.at), row);
    for (const row of slow) if (this.#concerns(row)) this.#at(fresh, row.at).slow += row.requests;
    return this.#swap(from, to, fresh);
  }

  /** The same from figures of whole minutes. */
  replaceMinutes(from: number, to: number, minutes: ReadonlyMap<number, StepFigures>): void {
    this.#swap(from, to, new Map(minutes));
  }

  /** Of the steps that [from, to) touches. */
  sum(from: number, to: number): StepFigures {
    const total = nothing();
    for (let at = Math.floor(from / this.stepMs) * this.stepMs; at < to; at += this.stepMs) {
      const figures = this.#steps.get(at);
      if (figures === undefined) continue;
      total.requests += figures.requests;
      total.counted += figures.counted;
      total.uncounted += figures.uncounted;
      total.refused += figures.refused;
      total.slow += figures.slow;
    }
    return total;
  }

  forget(before: number): void {
    for (const at of this.#steps.keys()) if (at < before) this.#steps.delete(at);
  }

  #swap(from: number, to: number, fresh: Map<number, StepFigures>): number | null {
    let earliest: number | null = null;
    for (let at = Math.floor(from / this.stepMs) * this.stepMs; at < to; at += this.stepMs) {
      const [known, now] = [this.#steps.get(at) ?? nothing(), fresh.get(at) ?? nothing()];
      if (!differs(known, now)) continue;
      earliest ??= at;
      if (now.requests === 0) this.#steps.delete(at);
      else this.#steps.set(at, now);
    }
    return earliest;
  }

  #at(steps: Map<number, StepFigures>, at: number): StepFigures {
    const start = Math.floor(at / this.stepMs) * this.stepMs;
    const known = steps.get(start) ?? nothing();
    steps.set(start, known);
    return known;
  }

  #concerns({ endpoint }: StepCount): boolean {
    return this.#trigger.endpoint === null || this.#trigger.endpoint === endpoint;
  }

  #add(figures: StepFigures, { fault, requests }: StepCount): void {
    figures.requests += requests;
    if (fault === null) return;
    if (this.#trigger.faults.includes(fault)) figures.counted += requests;
    else {
      figures.uncounted += requests;
      if (fault === "user") figures.refused += requests;
    }
  }
}
