import type { DurationSketch } from "../sketches/durations.ts";
import type { FigureGroup } from "../stores/event-index/port.ts";
import { type AnswerOptions, FigureSum } from "./answer.ts";
import type { LoadedSlots } from "./load-slots.ts";
import type { GroupKey, SlotTarget } from "./slot.ts";
import { addPacked } from "./slot-codec.ts";

/** A sum per endpoint or status. */
class Split implements SlotTarget {
  readonly users = null;
  readonly sums = new Map<string, FigureSum>();
  readonly #by: "endpoint" | "status_code";
  readonly #options: AnswerOptions;

  constructor(by: "endpoint" | "status_code", options: AnswerOptions) {
    this.#by = by;
    this.#options = options;
  }

  count(key: GroupKey, requests: number): DurationSketch | null {
    const { kind, endpoint, status } = key;
    const name = this.#by === "endpoint" ? `${kind ?? ""}/${endpoint ?? ""}` : status;
    if (name === null || !this.#options.matches(key)) return null;
    const sum = this.sums.get(String(name)) ?? new FigureSum(this.#options);
    this.sums.set(String(name), sum);
    return sum.count(key, requests);
  }

  affectedBy(): null {
    return null;
  }

  affectedByAny(): null {
    return null;
  }
}

/** Figures per endpoint (`kind/endpoint`) or status, most requests first; without distinct counts. */
export function splitBy(
  { packed, open }: LoadedSlots,
  by: "endpoint" | "status_code",
  options: AnswerOptions,
): FigureGroup[] {
  const split = new Split(by, options);
  for (const slot of packed) addPacked(split, slot);
  for (const { slot } of open)
    for (const group of slot.groups.values()) split.count(group, group.count)?.addAll(group.durations);
  return [...split.sums]
    .map(([key, sum]): FigureGroup => ({ key, total: sum.result(), buckets: [] }))
    .sort((a, b) => b.total.requests - a.total.requests || (a.key < b.key ? -1 : 1));
}
