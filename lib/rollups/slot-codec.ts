import { FAULTS, OUTCOMES } from "../events/document.ts";
import { REQUEST_KINDS } from "../events/kinds.ts";
import { ByteReader, ByteWriter } from "../sketches/bytes.ts";
import { DistinctSketch, skipWritten } from "../sketches/distinct.ts";
import {
  type Affected,
  type GroupKey,
  type Slot,
  type SlotGroup,
  type SlotSignature,
  type SlotTarget,
  seen,
} from "./slot.ts";

export const SLOT_PARTS = ["counts", "figures", "people", "affected", "audience", "signatures"] as const;
export type SlotPart = (typeof SLOT_PARTS)[number];

/**
 * A slot as a store keeps it, in parts that are read apart. Empty parts are empty. Counts are the figures without their
 * durations, a tenth as long: a month of them is read at once. People are kept by verdict; whoever asks about all
 * verdicts reads who was affected (users), and for a total the audience (all users, and Recipes affected).
 */
export type PackedSlot = Record<SlotPart, Buffer>;

/** So that an outage with a message of its own per request cannot fill a slot. */
const MOST_SIGNATURES = 100;

/** Places in these lists are stored: only ever add at their ends. */
const placeOf = <T>(list: readonly T[], value: T | null) => (value === null ? 0 : list.indexOf(value) + 1);
const atPlace = <T>(list: readonly T[], place: number): T | null => list[place - 1] ?? null;

function required<T>(value: T | null): T {
  if (value === null) throw new RangeError("A packed slot has a word that is not known");
  return value;
}

export function packSlot(slot: Slot): PackedSlot {
  const [counts, figures] = [new ByteWriter(), new ByteWriter()];
  const [people, signatures] = [new ByteWriter(), new ByteWriter()];
  const [affected, audience] = [new ByteWriter(), new ByteWriter()];
  for (const group of slot.groups.values()) {
    writeCount(counts, group);
    writeCount(figures, group);
    const bins = group.durations.entries();
    figures.unsigned(bins.length);
    let before = 0;
    for (const [bin, count] of bins) {
      figures.unsigned(bin - before);
      figures.unsigned(count);
      before = bin;
    }
  }
  slot.users.write(people);
  const anybody: Affected = { users: new DistinctSketch(), recipes: new DistinctSketch() };
  for (const [fault, { users, recipes }] of slot.affected) {
    people.unsigned(placeOf(FAULTS, fault));
    users.write(people);
    recipes.write(people);
    anybody.users.addAll(users);
    anybody.recipes.addAll(recipes);
  }
  anybody.users.write(affected);
  slot.users.write(audience);
  anybody.recipes.write(audience);
  for (const signature of mostFrequent(slot)) {
    signatures.optionalText(signature.endpoint);
    signatures.unsigned(placeOf(REQUEST_KINDS, signature.kind));
    signatures.text(signature.label);
    signatures.optionalText(signature.pattern);
    signatures.unsigned(placeOf(FAULTS, signature.fault));
    signatures.unsigned(signature.count);
    signatures.unsigned(signature.firstSeen);
    signatures.unsigned(signature.lastSeen);
    signatures.text(signature.latestId);
    signature.users.write(signatures);
  }
  return {
    counts: counts.done(),
    figures: figures.done(),
    people: people.done(),
    affected: affected.done(),
    audience: audience.done(),
    signatures: signatures.done(),
  };
}

function writeCount(to: ByteWriter, { kind, endpoint, status, outcome, fault, count }: SlotGroup): void {
  to.unsigned(placeOf(REQUEST_KINDS, kind));
  to.optionalText(endpoint);
  to.unsigned(status ?? 0);
  to.unsigned(placeOf(OUTCOMES, outcome));
  to.unsigned(placeOf(FAULTS, fault));
  to.unsigned(count);
}

function mostFrequent(slot: Slot): SlotSignature[] {
  return [...slot.signatures.values()].sort((a, b) => b.count - a.count).slice(0, MOST_SIGNATURES);
}

type Packed = Partial<Record<SlotPart, Buffer | null>>;

/** Adds a packed slot's figures (or counts, where only these were read) and people; what was not read is null. */
export function addPacked(target: SlotTarget, packed: Packed): void {
  const { counts, figures } = packed;
  if (figures) addFigures(target, new ByteReader(figures));
  else if (counts) addCounts(target, new ByteReader(counts));
  addPackedPeople(target, packed);
}

/** Adds who was there: by verdict where that was read, or else without a difference between verdicts. */
export function addPackedPeople(target: SlotTarget, { people, affected, audience }: Packed): void {
  if (people) {
    addPeople(target, new ByteReader(people));
    return;
  }
  const anybody = target.affectedByAny();
  if (affected) addTo(anybody?.users ?? null, new ByteReader(affected));
  if (!audience) return;
  const from = new ByteReader(audience);
  addTo(target.users, from);
  addTo(anybody?.recipes ?? null, from);
}

function readKey(from: ByteReader): GroupKey {
  return {
    kind: atPlace(REQUEST_KINDS, from.unsigned()),
    endpoint: from.optionalText(),
    status: from.unsigned() || null,
    outcome: required(atPlace(OUTCOMES, from.unsigned())),
    fault: atPlace(FAULTS, from.unsigned()),
  };
}

function addCounts(target: SlotTarget, from: ByteReader): void {
  while (!from.ended) target.count(readKey(from), from.unsigned());
}

function addFigures(target: SlotTarget, from: ByteReader): void {
  while (!from.ended) {
    const durations = target.count(readKey(from), from.unsigned());
    let bin = 0;
    for (let left = from.unsigned(); left > 0; left--) {
      bin += from.unsigned();
      const count = from.unsigned();
      durations?.addTimes(bin, count);
    }
  }
}

function addPeople(target: SlotTarget, from: ByteReader): void {
  addTo(target.users, from);
  while (!from.ended) {
    const affected = target.affectedBy(required(atPlace(FAULTS, from.unsigned())));
    addTo(affected?.users ?? null, from);
    addTo(affected?.recipes ?? null, from);
  }
}

function addTo(sketch: DistinctSketch | null, from: ByteReader): void {
  if (sketch === null) skipWritten(from);
  else sketch.addWritten(from);
}

/** Adds a packed slot's error signatures; `counted` hears how much came to which. */
export function addPackedSignatures(
  slot: Slot,
  packed: Packed,
  counted?: (signature: SlotSignature, count: number) => void,
): void {
  if (!packed.signatures) return;
  const from = new ByteReader(packed.signatures);
  while (!from.ended) {
    const endpoint = from.optionalText();
    const kind = atPlace(REQUEST_KINDS, from.unsigned());
    const [label, pattern] = [from.text(), from.optionalText()];
    const fault = required(atPlace(FAULTS, from.unsigned()));
    const signature = slot.signature({ kind, endpoint, label, pattern, fault });
    const count = from.unsigned();
    signature.count += count;
    counted?.(signature, count);
    const [firstSeen, lastSeen] = [from.unsigned(), from.unsigned()];
    seen(signature, { firstSeen, lastSeen, latestId: from.text() });
    signature.users.addWritten(from);
  }
}
