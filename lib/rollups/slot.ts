import type { Fault, Outcome } from "../events/document.ts";
import type { RequestKind } from "../events/kinds.ts";
import { DistinctSketch } from "../sketches/distinct.ts";
import { DurationSketch } from "../sketches/durations.ts";

/** What the requests of a group have in common. */
export interface GroupKey {
  kind: RequestKind | null;
  endpoint: string | null;
  status: number | null;
  outcome: Outcome;
  fault: Fault | null;
}

export interface SlotGroup extends GroupKey {
  count: number;
  durations: DurationSketch;
}

export interface Affected {
  users: DistinctSketch;
  recipes: DistinctSketch;
}

export interface SignatureKey {
  kind: RequestKind | null;
  endpoint: string | null;
  label: string;
  pattern: string | null;
  fault: Fault;
}

export interface SlotSignature extends SignatureKey {
  count: number;
  users: DistinctSketch;
  /** Milliseconds since 1970. */
  firstSeen: number;
  lastSeen: number;
  latestId: string;
}

export function signatureKey({ endpoint, kind, label, pattern, fault }: SignatureKey): string {
  return JSON.stringify([endpoint, kind, label, pattern, fault]);
}

/** What a packed slot is added to: all of it, or what a question needs. Where it answers null, that part is passed over. */
export interface SlotTarget {
  /** Counts requests; answers where their durations go. */
  count(key: GroupKey, requests: number): DurationSketch | null;
  readonly users: DistinctSketch | null;
  affectedBy(fault: Fault): Affected | null;
  /** Where those go of whom it is not known by which verdict. */
  affectedByAny(): Affected | null;
}

/** What happened on one Channel in one stretch of time, in a form that adds up. */
export class Slot implements SlotTarget {
  readonly groups = new Map<string, SlotGroup>();
  readonly users = new DistinctSketch();
  /** Who had a failure, by whose fault it was. */
  readonly affected = new Map<Fault, Affected>();
  readonly signatures = new Map<string, SlotSignature>();

  group({ kind, endpoint, status, outcome, fault }: GroupKey): SlotGroup {
    // The endpoint, which may hold anything, comes last.
    const key = `${kind} ${status} ${outcome} ${fault} ${endpoint === null ? "" : `=${endpoint}`}`;
    let group = this.groups.get(key);
    if (group === undefined) {
      group = { kind, endpoint, status, outcome, fault, count: 0, durations: new DurationSketch() };
      this.groups.set(key, group);
    }
    return group;
  }

  count(key: GroupKey, requests: number): DurationSketch {
    const group = this.group(key);
    group.count += requests;
    return group.durations;
  }

  affectedBy(fault: Fault): Affected {
    const known = this.affected.get(fault);
    if (known !== undefined) return known;
    const made = { users: new DistinctSketch(), recipes: new DistinctSketch() };
    this.affected.set(fault, made);
    return made;
  }

  /** A slot knows verdicts, and is made of parts that do. */
  affectedByAny(): null {
    return null;
  }

  signature({ kind, endpoint, label, pattern, fault }: SignatureKey): SlotSignature {
    const key = signatureKey({ endpoint, kind, label, pattern, fault });
    let signature = this.signatures.get(key);
    if (signature === undefined) {
      const unseen = { firstSeen: Number.POSITIVE_INFINITY, lastSeen: 0, latestId: "" };
      signature = { kind, endpoint, label, pattern, fault, count: 0, users: new DistinctSketch(), ...unseen };
      this.signatures.set(key, signature);
    }
    return signature;
  }

  addAll(other: Slot): void {
    for (const theirs of other.groups.values()) {
      const mine = this.group(theirs);
      mine.count += theirs.count;
      mine.durations.addAll(theirs.durations);
    }
    this.users.addAll(other.users);
    for (const [fault, { users, recipes }] of other.affected) {
      const mine = this.affectedBy(fault);
      mine.users.addAll(users);
      mine.recipes.addAll(recipes);
    }
    this.addSignatures(other);
  }

  /** `counted` hears how much came to which signature. */
  addSignatures(other: Slot, counted?: (mine: SlotSignature, count: number) => void): void {
    for (const theirs of other.signatures.values()) {
      const mine = this.signature(theirs);
      mine.count += theirs.count;
      counted?.(mine, theirs.count);
      mine.users.addAll(theirs.users);
      seen(mine, theirs);
    }
  }
}

type Sighting = Pick<SlotSignature, "firstSeen" | "lastSeen" | "latestId">;

/** Of equally late ones the greater id is the latest, as in the index. */
export function seen(signature: Sighting, { firstSeen, lastSeen, latestId }: Sighting): void {
  signature.firstSeen = Math.min(signature.firstSeen, firstSeen);
  const later =
    lastSeen > signature.lastSeen || (lastSeen === signature.lastSeen && latestId > signature.latestId);
  if (!later) return;
  signature.lastSeen = lastSeen;
  signature.latestId = latestId;
}
