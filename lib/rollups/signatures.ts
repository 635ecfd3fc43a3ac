import type { Fault } from "../events/document.ts";
import type { SignatureGroup, SignatureOptions } from "../stores/event-index/port.ts";
import type { LoadedSlots } from "./load-slots.ts";
import { Slot, type SlotSignature } from "./slot.ts";
import { addPackedSignatures } from "./slot-codec.ts";

/**
 * The slots' signatures, most frequent first; equally frequent ones by when they were last seen. Users are added up for
 * the whole range only: buckets have counts.
 */
export function signaturesOf(
  { packed, open }: LoadedSlots,
  faults: readonly Fault[] | null,
  { limit, bucketMs }: SignatureOptions,
): SignatureGroup[] {
  const whole = new Slot();
  const buckets = new Map<SlotSignature, Map<number, number>>();
  const countingAt = (at: number) => (signature: SlotSignature, count: number) => {
    if (bucketMs === undefined) return;
    const start = Math.floor(at / bucketMs) * bucketMs;
    const counts = buckets.get(signature) ?? new Map<number, number>();
    buckets.set(signature, counts);
    counts.set(start, (counts.get(start) ?? 0) + count);
  };
  for (const slot of packed) addPackedSignatures(whole, slot, countingAt(slot.at));
  for (const { at, slot } of open) whole.addSignatures(slot, countingAt(at));
  return [...whole.signatures.values()]
    .filter(({ fault }) => faults?.includes(fault) ?? true)
    .sort((a, b) => b.count - a.count || b.lastSeen - a.lastSeen)
    .slice(0, limit)
    .map((found) => {
      const { users, firstSeen, lastSeen, latestId, ...signature } = found;
      return {
        ...signature,
        users: users.size,
        first_seen: firstSeen,
        last_seen: lastSeen,
        latest_id: latestId,
        buckets: [...(buckets.get(found) ?? [])]
          .map(([at, count]) => ({ at, count }))
          .sort((a, b) => a.at - b.at),
      };
    });
}
