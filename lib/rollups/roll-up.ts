import { systemScope } from "../channels/access.ts";
import type { EventIndexTallies } from "../stores/event-index/port.ts";
import { type Rollups, SLOT_WIDTHS, type SlotWidth, type StoredSlot } from "../stores/rollups/port.ts";
import type { ChannelHour, RollupBatch } from "./batches.ts";
import { byChannel, slotsOf } from "./from-tally.ts";
import { Slot } from "./slot.ts";
import { addPacked, addPackedSignatures, packSlot } from "./slot-codec.ts";

const MINUTE = 60_000;

type Slots = Map<number, Slot>;

const startOf = (at: number, width: SlotWidth) => Math.floor(at / (width * MINUTE)) * width * MINUTE;
const isEmpty = (slot: Slot) => slot.groups.size === 0;

/** The wider slots around changed ones, made anew from all the narrower ones within. */
async function widen(
  rollups: Rollups,
  channel: string,
  changed: Slots,
  [narrow, wide]: [SlotWidth, SlotWidth],
): Promise<Slots> {
  const starts = [...new Set([...changed.keys()].map((at) => startOf(at, wide)))].sort((a, b) => a - b);
  const [first, last] = [starts[0] ?? 0, starts.at(-1) ?? 0];
  const span = { width: narrow, from: first, to: last + wide * MINUTE };
  const slots: Slots = new Map(starts.map((at) => [at, new Slot()]));
  for (const stored of await rollups.read([channel], [span], ["figures", "people", "signatures"])) {
    const slot = slots.get(startOf(stored.at, wide));
    if (slot === undefined || changed.has(stored.at)) continue;
    addPacked(slot, stored);
    addPackedSignatures(slot, stored);
  }
  for (const [at, slot] of changed) slots.get(startOf(at, wide))?.addAll(slot);
  return slots;
}

/**
 * Recomputes the marked minutes from the index, and the wider slots around them.
 * What arrives meanwhile renews its mark, so that the minute is rolled up once more.
 */
export async function rollUp(
  index: EventIndexTallies,
  rollups: Rollups,
  { from, to, channels }: RollupBatch,
): Promise<void> {
  const scope = systemScope(channels.map(({ channel }) => channel));
  const tallies = byChannel(await index.tally({ scope, from, to, where: [] }, MINUTE));
  for (const hour of channels) {
    const tally = tallies.get(hour.channel);
    await settle(rollups, hour, tally === undefined ? new Map() : slotsOf(tally));
  }
}

async function settle(
  rollups: Rollups,
  { channel, from, to, marks }: ChannelHour,
  found: Slots,
): Promise<void> {
  const minutes: Slots = new Map();
  for (let at = from; at < to; at += MINUTE) minutes.set(at, found.get(at) ?? new Slot());
  const stored = packedAs(channel, 1, minutes);
  let [narrow, changed]: [SlotWidth, Slots] = [1, minutes];
  for (const wide of SLOT_WIDTHS.slice(1)) {
    changed = await widen(rollups, channel, changed, [narrow, wide]);
    stored.push(...packedAs(channel, wide, changed));
    narrow = wide;
  }
  await rollups.settle(stored, marks);
}

function packedAs(channel: string, width: SlotWidth, slots: Slots): StoredSlot[] {
  return [...slots].map(([at, slot]) => ({
    channel,
    width,
    at,
    packed: isEmpty(slot) ? null : packSlot(slot),
  }));
}
