import type { PackedSlot, SlotPart } from "../../rollups/slot-codec.ts";

/** Lengths of the stretches that are kept, in minutes: each is made of the ones before it and divides a day. */
export const SLOT_WIDTHS = [1, 10, 60, 480, 1_440] as const;
export type SlotWidth = (typeof SLOT_WIDTHS)[number];

/** A minute of a Channel in which events arrived since it was last rolled up; `minute` is its first millisecond. */
export interface Mark {
  channel: string;
  minute: number;
}

/** A mark as it was found; one that is renewed meanwhile is another. */
export interface DueMark extends Mark {
  revision: number;
}

/** Neighbouring slots of one width. */
export interface SlotSpan {
  width: SlotWidth;
  /** [from, to) by the slots' starts, milliseconds since 1970. */
  from: number;
  to: number;
}

export interface StoredSlot {
  channel: string;
  width: SlotWidth;
  at: number;
  /** null: nothing happened there, or no longer. */
  packed: PackedSlot | null;
}

/** What was asked for of a slot; one from before there was such a part answers with the part that holds it. */
export type ReadSlot = Pick<StoredSlot, "channel" | "at"> & Record<SlotPart, Buffer | null>;

/** What index workers say, and what the one that rolls up asks. All times are by the store's own clock. */
export interface RollupMarks {
  /** Events of these minutes are written. Must be said before they are acknowledged. */
  mark(marks: readonly Mark[]): Promise<void>;
  /** Minutes that ended at least so long ago and got nothing new for so long, oldest first. */
  due(limit: number, closed: { endedMs: number; quietMs: number }): Promise<DueMark[]>;
  /** Whoever gets true rolls up alone until it closes the store or loses its connection. */
  lead(): Promise<boolean>;
}

/** How far slots can be trusted. */
export interface Settled {
  /** Minutes whose rollup is not (or no longer) what the index says. */
  openMinutes: number[];
  /** Slots of a whole day are there from this day on; an installation that had none makes them for new days only. */
  daysFrom: number;
}

/** Rollups of closed minutes. Throws `RollupsUnavailable` while the store cannot be reached. */
export interface Rollups {
  /** What is settled of [from, to); null before `begin`. */
  settled(channels: readonly string[], from: number, to: number): Promise<Settled | null>;
  read(
    channels: readonly string[],
    spans: readonly SlotSpan[],
    parts: readonly SlotPart[],
  ): Promise<ReadSlot[]>;
  /** Replaces slots and takes the marks away that were not renewed, at once. */
  settle(slots: readonly StoredSlot[], marks: readonly DueMark[]): Promise<void>;
  /** From now on every minute that is not open is right. True when that was so already. */
  begin(done: boolean): Promise<boolean>;
  /** Forgets slots of this width that began before. */
  forget(width: SlotWidth, before: number): Promise<void>;
}

export interface RollupStore extends RollupMarks, Rollups {
  close(): Promise<void>;
}

/** The store cannot be reached or refuses for a passing reason; the caller may try again. */
export class RollupsUnavailable extends Error {
  override readonly name = "RollupsUnavailable";
}
