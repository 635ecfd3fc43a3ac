import { systemScope } from "../channels/access.ts";
import type { Condition } from "../events/query/types.ts";
import type { EventIndexTallies } from "../stores/event-index/port.ts";
import type { DueMark, Rollups, SlotWidth, StoredSlot } from "../stores/rollups/port.ts";
import { slotsOf } from "./from-tally.ts";
import { Slot } from "./slot.ts";
import { addPacked, addPackedSignatures, packSlot } from "./slot-codec.ts";

const MINUTE = 60_000;

type Slots = Map<number, Slot>;

const startOf = (at: number, width: SlotWidth) => Math.floor(at / (width * MINUTE)) * width * MINUTE;
const isEmpty = (slot: Slot) => slot.groups.size === 0;

/** Marks of one Channel's hour: they share the wider slots. */
export function byChannelHour(marks: readonly DueMark[]): DueMark[][] {
  const groups = new Map<string, DueMark[]>();
  for (const mark of marks) {
    const key = `${mark.channel} ${startOf(mark.minute, 60)}`;
    groups.set(key, [...(groups.get(key) ?? []), mark]);
  }
  return [...groups.values()];
}

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
 * Recomputes the marked minutes of one Channel's hour from the index, and the wider slots around them.
 * What arrives meanwhile renews its mark, so that the minute is rolled up once more.
 */
export async function rollUp(
  index: EventIndexTallies,
  rollups: Rollups,
  marks: readonly DueMark[],
): Promise<void> {
  const channel = marks[0]?.channel;
  if (channel === undefined) return;
  const marked = marks.map(({ minute }) => minute);
  const [from, to] = [Math.min(...marked), Math.max(...marked) + MINUTE];
  const only: Condition = { type: "keyword", field: "channel", values: [channel], not: false };
  const query = { scope: systemScope([channel]), from, to, where: [only] };
  const found = slotsOf(await index.tally(query, MINUTE));
  const minutes: Slots = new Map();
  for (let at = from; at < to; at += MINUTE) minutes.set(at, found.get(at) ?? new Slot());
  const tens = await widen(rollups, channel, minutes, [1, 10]);
  const hours = await widen(rollups, channel, tens, [10, 60]);
  const thirds = await widen(rollups, channel, hours, [60, 480]);
  const stored = [
    [1, minutes],
    [10, tens],
    [60, hours],
    [480, thirds],
  ] as const;
  const slots = stored.flatMap(([width, some]) =>
    [...some].map(
      ([at, slot]): StoredSlot => ({ channel, width, at, packed: isEmpty(slot) ? null : packSlot(slot) }),
    ),
  );
  await rollups.settle(slots, marks);
}
