import type { EventQuery } from "../events/query/types.ts";
import type { EventIndexTallies } from "../stores/event-index/port.ts";
import type { Rollups } from "../stores/rollups/port.ts";
import type { Cover } from "./cover.ts";
import { slotsOf } from "./from-tally.ts";
import { Slot } from "./slot.ts";
import { addPacked, type SlotPart } from "./slot-codec.ts";

const MINUTE = 60_000;

export interface DatedSlot {
  at: number;
  slot: Slot;
}

/** Reads one Channel's slots of a cover, those of its open stretches made from the index now. */
export function slotLoader({ tally }: EventIndexTallies, rollups: Rollups) {
  return async (
    { scope }: EventQuery,
    channel: string,
    { slots, live }: Cover,
    parts: readonly SlotPart[],
  ): Promise<DatedSlot[]> => {
    const where = [{ type: "keyword" as const, field: "channel" as const, values: [channel], not: false }];
    const [stored, open] = await Promise.all([
      Promise.all(slots.map((range) => rollups.read({ channels: [channel], ...range }, parts))),
      Promise.all(live.map(({ from, to }) => tally({ scope, where, from, to }, MINUTE))),
    ]);
    const rolled = stored.flat().map((packed): DatedSlot => {
      const slot = new Slot();
      addPacked(slot, packed);
      return { at: packed.at, slot };
    });
    return [...rolled, ...open.flatMap((part) => [...slotsOf(part)].map(([at, slot]) => ({ at, slot })))];
  };
}
