import type { HealthBucket } from "../../../events/query/types.ts";
import type { Health } from "../port.ts";
import type { Cell } from "./cells.ts";
import { Figures } from "./figures.ts";

/**
 * Figures of a range in the making, bucket by bucket as they turn up; the total is made of the buckets at the end.
 * Hundreds of thousands of requests pass through here for one answer: the loops are plain on purpose.
 */
export class Series {
  private readonly buckets = new Map<number, Figures>();
  private readonly bucketMs: number | null;
  private readonly detailed: boolean;

  /** `null`: no buckets, only the total. Not `detailed`: counts only. */
  constructor(bucketMs: number | null, detailed: boolean) {
    this.bucketMs = bucketMs;
    this.detailed = detailed;
  }

  add(cell: Cell, slotMs: number): void {
    const slots: Figures[] = [];
    if (this.bucketMs === null) this.bucketAt(0).count(cell.count, cell.failed, cell.outcome, cell.fault);
    if (cell.requests !== null) this.addRequests(cell, cell.requests, slotMs, slots);
    if (this.detailed && cell.recipes !== null) this.addRecipes(cell, cell.recipes, slotMs, slots);
  }

  result(): Health {
    const total = new Figures();
    const inOrder = [...this.buckets].sort(([a], [b]) => a - b);
    for (const [, figures] of inOrder) total.addAll(figures);
    const buckets: HealthBucket[] =
      this.bucketMs === null ? [] : inOrder.map(([at, figures]) => ({ at, ...figures.result() }));
    return { total: total.result(), buckets };
  }

  private addRequests(
    { base, failed, outcome, fault }: Cell,
    packed: Buffer,
    slotMs: number,
    slots: Figures[],
  ) {
    const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
    for (let at = 0; at < packed.byteLength; at += 8) {
      const high = view.getUint32(at);
      const slot = high >>> 13;
      let figures = slots[slot];
      if (figures === undefined) {
        figures = this.bucketOf(base + slot * slotMs);
        slots[slot] = figures;
      }
      if (this.bucketMs !== null) figures.count(1, failed, outcome, fault);
      if (!this.detailed) continue;
      figures.durations.add((high >>> 1) & 0xfff);
      if ((high & 1) === 0) continue;
      const user = view.getInt32(at + 4);
      figures.users.add(user);
      if (failed) figures.usersAffected.add(user);
    }
  }

  private addRecipes({ base }: Cell, packed: Buffer, slotMs: number, slots: Figures[]): void {
    for (let at = 0; at < packed.byteLength; at += 8) {
      const slot = packed.readUInt32BE(at);
      const figures = slots[slot] ?? this.bucketOf(base + slot * slotMs);
      figures.recipesAffected.add(packed.readInt32BE(at + 4));
    }
  }

  private bucketOf(instant: number): Figures {
    return this.bucketAt(this.bucketMs === null ? 0 : Math.floor(instant / this.bucketMs) * this.bucketMs);
  }

  private bucketAt(at: number): Figures {
    const found = this.buckets.get(at);
    if (found !== undefined) return found;
    const made = new Figures();
    this.buckets.set(at, made);
    return made;
  }
}
