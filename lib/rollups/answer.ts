import { FAULTS, type Fault, OUTCOMES } from "../events/document.ts";
import { noFigures } from "../events/figures.ts";
import type { ErrorSignature, RequestFigures } from "../events/query/types.ts";
import { DistinctSketch } from "../sketches/distinct.ts";
import { binOf, DurationSketch } from "../sketches/durations.ts";
import type { Slot, SlotGroup } from "./slot.ts";

export interface AnswerOptions {
  /** Which requests count. */
  matches(group: SlotGroup): boolean;
  /** Percentiles and distinct counts; false leaves them out (null, 0). */
  detailed: boolean;
  /** Whose users count: those with a failure of these verdicts; null: everybody. */
  faults: readonly Fault[] | null;
}

/** Figures of a slot, and of parts beside it of which no more than their figures is known. */
export function figuresOf(
  slot: Slot,
  { matches, detailed, faults }: AnswerOptions,
  beside: readonly RequestFigures[] = [],
): RequestFigures {
  const figures = noFigures();
  const durations = new DurationSketch();
  for (const group of slot.groups.values()) {
    if (!matches(group)) continue;
    figures.requests += group.count;
    figures.outcomes[group.outcome] += group.count;
    if (group.fault !== null) {
      figures.failures += group.count;
      figures.faults[group.fault] += group.count;
    }
    if (detailed) durations.addAll(group.durations);
  }
  if (detailed) addPeople(figures, slot, faults);
  for (const part of beside) addPart(figures, durations, part);
  if (!detailed) return figures;
  const [p50 = null, p95 = null, p99 = null] = durations.percentiles([0.5, 0.95, 0.99]);
  return { ...figures, p50, p95, p99 };
}

function addPeople(figures: RequestFigures, slot: Slot, faults: readonly Fault[] | null): void {
  const [users, recipes] = [new DistinctSketch(), new DistinctSketch()];
  for (const [fault, affected] of slot.affected) {
    if (faults !== null && !faults.includes(fault)) continue;
    users.addAll(affected.users);
    recipes.addAll(affected.recipes);
  }
  figures.users = faults === null ? slot.users.size : users.size;
  figures.users_affected = users.size;
  figures.recipes_affected = recipes.size;
}

/**
 * Counts add up; how many users are in both nobody can tell, so there are at least as many as the part with most has.
 * Good for the last minute beside hours.
 */
function addPart(figures: RequestFigures, durations: DurationSketch, part: RequestFigures): void {
  figures.requests += part.requests;
  figures.failures += part.failures;
  for (const outcome of OUTCOMES) figures.outcomes[outcome] += part.outcomes[outcome];
  for (const fault of FAULTS) figures.faults[fault] += part.faults[fault];
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

/** Most frequent first; equally frequent ones by when they were last seen. */
export function signaturesOf(slot: Slot, faults: readonly Fault[] | null, limit: number): ErrorSignature[] {
  return [...slot.signatures.values()]
    .filter(({ fault }) => faults?.includes(fault) ?? true)
    .map(({ users, firstSeen, lastSeen, latestId, ...signature }) => ({
      ...signature,
      users: users.size,
      first_seen: firstSeen,
      last_seen: lastSeen,
      latest_id: latestId,
    }))
    .sort((a, b) => b.count - a.count || b.last_seen - a.last_seen)
    .slice(0, limit);
}
