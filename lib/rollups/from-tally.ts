import { hashOf } from "../sketches/distinct.ts";
import type { Tally } from "../stores/event-index/port.ts";
import { Slot, seen } from "./slot.ts";

/** The tally of each Channel in it. */
export function byChannel(tally: Tally): Map<string, Tally> {
  const parts = new Map<string, Tally>();
  const of = (channel: string): Tally => {
    const known = parts.get(channel) ?? { requests: [], users: [], recipes: [], signatures: [] };
    parts.set(channel, known);
    return known;
  };
  for (const row of tally.requests) of(row.channel).requests.push(row);
  for (const row of tally.users) of(row.channel).users.push(row);
  for (const row of tally.recipes) of(row.channel).recipes.push(row);
  for (const row of tally.signatures) of(row.channel).signatures.push(row);
  return parts;
}

/** The slots of a tally by their start, whatever their Channels. */
export function slotsOf(tally: Tally): Map<number, Slot> {
  const slots = new Map<number, Slot>();
  const slotAt = (at: number): Slot => {
    const known = slots.get(at) ?? new Slot();
    slots.set(at, known);
    return known;
  };
  for (const { at, status_code, bin, count, ...key } of tally.requests) {
    const group = slotAt(at).group({ ...key, status: status_code });
    group.count += count;
    group.durations.addTimes(bin, count);
  }
  for (const { at, user_id, fault } of tally.users) {
    const slot = slotAt(at);
    const user = hashOf(user_id);
    slot.users.add(user);
    if (fault !== null) slot.affectedBy(fault).users.add(user);
  }
  for (const { at, recipe_id, fault } of tally.recipes)
    slotAt(at).affectedBy(fault).recipes.add(hashOf(recipe_id));
  for (const { at, user_id, count, first_seen, last_seen, latest_id, ...key } of tally.signatures) {
    const signature = slotAt(at).signature(key);
    signature.count += count;
    if (user_id !== null) signature.users.add(hashOf(user_id));
    seen(signature, { firstSeen: first_seen, lastSeen: last_seen, latestId: latest_id });
  }
  return slots;
}
