import { FAULTS, type Fault, OUTCOMES } from "../events/document.ts";
import { noFigures } from "../events/figures.ts";
import type { RequestFigures } from "../events/query/types.ts";
import { DistinctSketch } from "../sketches/distinct.ts";
import { binOf, DurationSketch } from "../sketches/durations.ts";
import type { Affected, GroupKey, Slot, SlotTarget } from "./slot.ts";

export interface AnswerOptions {
  /** Which requests count. */
  matches(key: GroupKey): boolean;
  /** Percentiles and distinct counts; false leaves them out (null, 0). */
  detailed: boolean;
  /** Whose users count: those with a failure of these verdicts; null: everybody. */
  faults: readonly Fault[] | null;
}

/** Figures in the making, of slots added up; only what is asked for is kept. */
export class FigureSum implements SlotTarget {
  readonly users: DistinctSketch | null;
  readonly #options: AnswerOptions;
  readonly #figures = noFigures();
  readonly #durations = new DurationSketch();
  readonly #affected: Affected = { users: new DistinctSketch(), recipes: new DistinctSketch() };

  constructor(options: AnswerOptions) {
    this.#options = options;
    this.users = options.detailed && options.faults === null ? new DistinctSketch() : null;
  }

  count(key: GroupKey, requests: number): DurationSketch | null {
    if (!this.#options.matches(key)) return null;
    const figures = this.#figures;
    figures.requests += requests;
    figures.outcomes[key.outcome] += requests;
    if (key.fault !== null) {
      figures.failures += requests;
      figures.faults[key.fault] += requests;
    }
    return this.#options.detailed ? this.#durations : null;
  }

  affectedBy(fault: Fault): Affected | null {
    const { detailed, faults } = this.#options;
    return detailed && (faults?.includes(fault) ?? true) ? this.#affected : null;
  }

  affectedByAny(): Affected | null {
    const { detailed, faults } = this.#options;
    return detailed && everyVerdict(faults) ? this.#affected : null;
  }

  addSlot(slot: Slot): void {
    for (const group of slot.groups.values()) this.count(group, group.count)?.addAll(group.durations);
    this.addPeople(slot);
  }

  addPeople(slot: Slot): void {
    this.users?.addAll(slot.users);
    for (const [fault, { users, recipes }] of slot.affected) {
      const mine = this.affectedBy(fault);
      mine?.users.addAll(users);
      mine?.recipes.addAll(recipes);
    }
  }

  addAll(other: FigureSum): void {
    this.addFigures(other);
    if (other.users !== null) this.users?.addAll(other.users);
    this.#affected.users.addAll(other.#affected.users);
    this.#affected.recipes.addAll(other.#affected.recipes);
  }

  /** All but its people. */
  addFigures(other: FigureSum): void {
    addCounts(this.#figures, other.#figures);
    this.#durations.addAll(other.#durations);
  }

  /** Together with parts of which no more than their figures is known. */
  result(beside: readonly RequestFigures[] = []): RequestFigures {
    const figures: RequestFigures = {
      ...this.#figures,
      outcomes: { ...this.#figures.outcomes },
      faults: { ...this.#figures.faults },
    };
    if (!this.#options.detailed) {
      for (const part of beside) addCounts(figures, part);
      return figures;
    }
    const { users, recipes } = this.#affected;
    figures.users = (this.users ?? users).size;
    figures.users_affected = users.size;
    figures.recipes_affected = recipes.size;
    const durations = beside.length === 0 ? this.#durations : new DurationSketch();
    if (beside.length > 0) durations.addAll(this.#durations);
    for (const part of beside) addPart(figures, durations, part);
    const [p50 = null, p95 = null, p99 = null] = durations.percentiles([0.5, 0.95, 0.99]);
    return { ...figures, p50, p95, p99 };
  }
}

/** Whether it makes no difference to a question which verdict somebody's failure got. */
export function everyVerdict(faults: readonly Fault[] | null): boolean {
  return faults === null || faults.length === FAULTS.length;
}

function addCounts(figures: RequestFigures, more: RequestFigures): void {
  figures.requests += more.requests;
  figures.failures += more.failures;
  for (const outcome of OUTCOMES) figures.outcomes[outcome] += more.outcomes[outcome];
  for (const fault of FAULTS) figures.faults[fault] += more.faults[fault];
}

/**
 * Counts add up; how many users are in both nobody can tell, so there are at least as many as the part with most has.
 * Good for the last minute beside hours.
 */
function addPart(figures: RequestFigures, durations: DurationSketch, part: RequestFigures): void {
  addCounts(figures, part);
  figures.users = Math.max(figures.users, part.users);
  figures.users_affected = Math.max(figures.users_affected, part.users_affected);
  figures.recipes_affected = Math.max(figures.recipes_affected, part.recipes_affected);
  if (part.p50 !== null) addEstimate(durations, part);
}

const MOST_POINTS = 40;

/** Durations as the known percentiles suggest them, as many as there are requests. */
function addEstimate(durations: DurationSketch, part: RequestFigures): void {
  const points = Math.min(MOST_POINTS, part.requests);
  for (let point = 0; point < points; point++) {
    const times =
      Math.floor(((point + 1) * part.requests) / points) - Math.floor((point * part.requests) / points);
    durations.addTimes(binOf(durationAt(part, (point + 0.5) / points)), times);
  }
}

/** The duration at this share (0…1) of requests, read off the line through the known percentiles. */
function durationAt({ p50, p95, p99 }: RequestFigures, share: number): number {
  const points: [number, number][] = [
    [0, (p50 ?? 0) / 2],
    [0.5, p50 ?? 0],
    [0.95, p95 ?? 0],
    [1, p99 ?? 0],
  ];
  const above = Math.max(
    1,
    points.findIndex(([at]) => at >= share),
  );
  const [[low, from], [high, to]] = [points[above - 1] ?? [0, 0], points[above] ?? [1, 0]];
  return from + ((share - low) / (high - low)) * (to - from);
}
