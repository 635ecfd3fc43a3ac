import type { Fault } from "../events/document.ts";
import type { SignatureGroup, SignatureOptions } from "../stores/event-index/port.ts";
import type { LoadedSlots } from "./load-slots.ts";
import { Slot, signatureKey } from "./slot.ts";
import { addPackedSignatures } from "./slot-codec.ts";

/** The slots' signatures, those of one bucket in one; of the whole range where no buckets are wanted. */
export function signatureBuckets({ packed, open }: LoadedSlots, bucketMs: number | null): Map<number, Slot> {
  const buckets = new Map<number, Slot>();
  const bucketAt = (at: number): Slot => {
    const start = bucketMs === null ? 0 : Math.floor(at / bucketMs) * bucketMs;
    const known = buckets.get(start) ?? new Slot();
    buckets.set(start, known);
    return known;
  };
  for (const slot of packed) addPackedSignatures(bucketAt(slot.at), slot);
  for (const { at, slot } of open) bucketAt(at).addSignatures(slot);
  return buckets;
}

/** Most frequent first; equally frequent ones by when they were last seen. */
export function signaturesOf(
  slots: ReadonlyMap<number, Slot>,
  faults: readonly Fault[] | null,
  { limit, bucketMs }: SignatureOptions,
): SignatureGroup[] {
  const whole = new Slot();
  for (const slot of slots.values()) whole.addSignatures(slot);
  const starts = bucketMs === undefined ? [] : [...slots.keys()].sort((a, b) => a - b);
  const bucketsOf = (key: string) =>
    starts.flatMap((at) => {
      const count = slots.get(at)?.signatures.get(key)?.count;
      return count === undefined ? [] : [{ at, count }];
    });
  return [...whole.signatures.values()]
    .filter(({ fault }) => faults?.includes(fault) ?? true)
    .sort((a, b) => b.count - a.count || b.lastSeen - a.lastSeen)
    .slice(0, limit)
    .map(({ users, firstSeen, lastSeen, latestId, ...signature }) => ({
      ...signature,
      users: users.size,
      first_seen: firstSeen,
      last_seen: lastSeen,
      latest_id: latestId,
      buckets: bucketsOf(signatureKey(signature)),
    }));
}
