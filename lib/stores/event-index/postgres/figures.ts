import { FAULTS, type Fault, OUTCOMES, type Outcome } from "../../../events/document.ts";
import type { RequestFigures } from "../../../events/query/types.ts";
import { DurationSketch } from "../../../sketches/durations.ts";
import { HashSet } from "../../../sketches/hash-set.ts";

/** Figures in the making. */
export class Figures {
  private requests = 0;
  private failures = 0;
  private readonly outcomes = new Uint32Array(OUTCOMES.length);
  private readonly faults = new Uint32Array(FAULTS.length);
  readonly users = new HashSet();
  readonly usersAffected = new HashSet();
  readonly recipesAffected = new HashSet();
  readonly durations = new DurationSketch();

  count(requests: number, failed: boolean, outcome: Outcome, fault: Fault | null): void {
    this.requests += requests;
    if (failed) this.failures += requests;
    increase(this.outcomes, OUTCOMES.indexOf(outcome), requests);
    if (fault !== null) increase(this.faults, FAULTS.indexOf(fault), requests);
  }

  addAll(other: Figures): void {
    this.requests += other.requests;
    this.failures += other.failures;
    for (const [place, count] of other.outcomes.entries()) increase(this.outcomes, place, count);
    for (const [place, count] of other.faults.entries()) increase(this.faults, place, count);
    this.users.addAll(other.users);
    this.usersAffected.addAll(other.usersAffected);
    this.recipesAffected.addAll(other.recipesAffected);
    this.durations.addAll(other.durations);
  }

  result(): RequestFigures {
    const [p50 = null, p95 = null, p99 = null] = this.durations.percentiles([0.5, 0.95, 0.99]);
    return {
      requests: this.requests,
      failures: this.failures,
      outcomes: named(OUTCOMES, this.outcomes),
      faults: named(FAULTS, this.faults),
      users: this.users.size,
      users_affected: this.usersAffected.size,
      recipes_affected: this.recipesAffected.size,
      p50,
      p95,
      p99,
    };
  }
}

function increase(counts: Uint32Array, place: number, by: number): void {
  counts[place] = (counts[place] ?? 0) + by;
}

function named<K extends string>(keys: readonly K[], counts: Uint32Array): Record<K, number> {
  return Object.fromEntries(keys.map((key, place) => [key, counts[place] ?? 0])) as Record<K, number>;
}
