import type { ChannelScope } from "../channels/access.ts";
import type { EventIndexTallies, TallyPart } from "../stores/event-index/port.ts";
import type { ReadSlot, Rollups, Settled, SlotSpan } from "../stores/rollups/port.ts";
import type { Span } from "./cover.ts";
import { slotsOf } from "./from-tally.ts";
import type { Slot } from "./slot.ts";
import type { SlotPart } from "./slot-codec.ts";

const MINUTE = 60_000;

/** What the index is asked for where a part of a slot is not known yet. */
const TALLIED: Record<SlotPart, readonly TallyPart[]> = {
  counts: ["requests"],
  figures: ["requests"],
  people: ["users", "recipes"],
  affected: ["users"],
  audience: ["users", "recipes"],
  signatures: ["signatures"],
};

/** A stretch that is open, made from the index just now; only the parts that were asked for. */
export interface OpenSlot {
  at: number;
  slot: Slot;
}

/**
 * Where answers come from. A page asks several questions about one range at once: equal readings that are under way are
 * shared, so nobody may change what they answer.
 */
export interface SlotSource {
  settled(channels: readonly string[], span: Span): Promise<Settled | null>;
  /** Each part by itself, as what is read for one question is often the half of another. */
  packed(
    channels: readonly string[],
    spans: readonly SlotSpan[],
    parts: readonly SlotPart[],
  ): Promise<ReadSlot[]>;
  live(
    scope: ChannelScope,
    channel: string,
    spans: readonly Span[],
    parts: readonly SlotPart[],
  ): Promise<OpenSlot[]>;
}

export function createSlotSource(index: EventIndexTallies, rollups: Rollups): SlotSource {
  const share = shareUnderWay();

  async function tallied(scope: ChannelScope, channel: string, span: Span, part: TallyPart) {
    const where = [{ type: "keyword" as const, field: "channel" as const, values: [channel], not: false }];
    const tally = await index.tally({ scope, where, ...span }, MINUTE, [part]);
    return [...slotsOf(tally)].map(([at, slot]): OpenSlot => ({ at, slot }));
  }

  return {
    settled: (channels, { from, to }) =>
      share(["settled", channels, from, to], () => rollups.settled(channels, from, to)),
    async packed(channels, spans, parts) {
      const read = parts.map((part) =>
        share(["read", channels, spans, part], () => rollups.read(channels, spans, [part])),
      );
      return (await Promise.all(read)).flat();
    },
    async live(scope, channel, spans, parts) {
      const wanted = [...new Set(parts.flatMap((part) => TALLIED[part]))];
      const read = spans.flatMap((span) =>
        wanted.map((part) =>
          share(["tally", scope.channels, channel, span, part], () => tallied(scope, channel, span, part)),
        ),
      );
      return (await Promise.all(read)).flat();
    },
  };
}

/** Equal keys that are asked for while one is under way share its answer. */
function shareUnderWay(): <T>(key: unknown[], ask: () => Promise<T>) => Promise<T> {
  const underWay = new Map<string, Promise<unknown>>();
  return <T>(parts: unknown[], ask: () => Promise<T>) => {
    const key = JSON.stringify(parts);
    const known = underWay.get(key);
    if (known !== undefined) return known as Promise<T>;
    const asked = ask().finally(() => underWay.delete(key));
    underWay.set(key, asked);
    return asked;
  };
}
