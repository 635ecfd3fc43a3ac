import type { EventQuery } from "../events/query/types.ts";
import type { EventIndexTallies } from "../stores/event-index/port.ts";
import type { ReadSlot, Rollups } from "../stores/rollups/port.ts";
import type { Cover } from "./cover.ts";
import { slotsOf } from "./from-tally.ts";
import type { Slot } from "./slot.ts";
import type { SlotPart } from "./slot-codec.ts";

const MINUTE = 60_000;

export interface LoadedSlots {
  packed: ReadSlot[];
  /** Of open stretches, made from the index just now. */
  open: { at: number; slot: Slot }[];
}

/** Reads one Channel's slots of a cover. */
export async function loadSlots(
  { index, rollups }: { index: EventIndexTallies; rollups: Rollups },
  { scope }: EventQuery,
  channel: string,
  { slots, live }: Cover,
  parts: readonly SlotPart[],
): Promise<LoadedSlots> {
  const where = [{ type: "keyword" as const, field: "channel" as const, values: [channel], not: false }];
  const [packed, tallies] = await Promise.all([
    readSlots(rollups, channel, slots, parts),
    Promise.all(live.map(({ from, to }) => index.tally({ scope, where, from, to }, MINUTE))),
  ]);
  const open = tallies.flatMap((tally) => [...slotsOf(tally)].map(([at, slot]) => ({ at, slot })));
  return { packed, open };
}

export async function readSlots(
  rollups: Rollups,
  channel: string,
  slots: Cover["slots"],
  parts: readonly SlotPart[],
): Promise<ReadSlot[]> {
  const read = slots.map((range) => rollups.read({ channels: [channel], ...range }, parts));
  return (await Promise.all(read)).flat();
}
