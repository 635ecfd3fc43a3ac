import type { EventQuery } from "../events/query/types.ts";
import type { ReadSlot } from "../stores/rollups/port.ts";
import type { Cover } from "./cover.ts";
import type { SlotPart } from "./slot-codec.ts";
import type { OpenSlot, SlotSource } from "./slot-source.ts";

export interface LoadedSlots {
  packed: ReadSlot[];
  open: OpenSlot[];
}

/** Reads one Channel's slots of a cover. */
export async function loadSlots(
  source: SlotSource,
  { scope }: EventQuery,
  channel: string,
  { slots, live }: Cover,
  parts: readonly SlotPart[],
): Promise<LoadedSlots> {
  const [packed, open] = await Promise.all([
    source.packed([channel], slots, parts),
    source.live(scope, channel, live, parts),
  ]);
  return { packed, open };
}
