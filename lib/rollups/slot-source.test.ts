import { describe, expect, it, vi } from "vitest";
import { systemScope } from "../channels/access.ts";
import type { Tally, TallyPart } from "../stores/event-index/port.ts";
import type { ReadSlot, Settled } from "../stores/rollups/port.ts";
import type { SlotPart } from "./slot-codec.ts";
import { createSlotSource } from "./slot-source.ts";

const MINUTE = 60_000;
const SCOPE = systemScope(["acme-chat"]);
const SPAN = { from: 0, to: MINUTE };
const NONE_OPEN: Settled = { openMinutes: [], daysFrom: 0 };
const NOTHING: Tally = { requests: [], users: [], recipes: [], signatures: [] };

function aSource() {
  const tally = vi.fn(async (_query: unknown, _slotMs: number, _parts?: readonly TallyPart[]) => NOTHING);
  const read = vi.fn(
    async (_channels: unknown, _spans: unknown, _parts: readonly SlotPart[]): Promise<ReadSlot[]> => [],
  );
  const settled = vi.fn(async (): Promise<Settled | null> => NONE_OPEN);
  const never = () => Promise.reject(new Error("not asked for here"));
  const rollups = { settled, read, settle: never, begin: never, forget: never };
  return {
    tally,
    read,
    settled,
    source: createSlotSource({ tally, counts: never, sums: never, refresh: never }, rollups),
  };
}

describe("what rollups are read from", () => {
  it("answers equal readings under way at once, and asks anew afterwards", async () => {
    const { source, settled, read, tally } = aSource();
    const ask = () =>
      Promise.all([
        source.settled(["acme-chat"], SPAN),
        source.packed(["acme-chat"], [{ width: 1, ...SPAN }], ["figures"]),
        source.live(SCOPE, "acme-chat", [SPAN], ["figures"]),
      ]);
    await Promise.all([ask(), ask(), ask()]);
    expect([settled, read, tally].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1]);
    await ask();
    expect([settled, read, tally].map(({ mock }) => mock.calls.length)).toEqual([2, 2, 2]);
  });

  it("asks the index for no more than the parts wanted, each once for all who want it", async () => {
    const { source, tally } = aSource();
    await Promise.all([
      source.live(SCOPE, "acme-chat", [SPAN], ["figures", "people"]),
      source.live(SCOPE, "acme-chat", [SPAN], ["counts"]),
      source.live(SCOPE, "acme-chat", [SPAN], ["signatures"]),
    ]);
    const parts = tally.mock.calls.map(([, , wanted]) => wanted);
    expect(parts).toEqual([["requests"], ["users"], ["recipes"], ["signatures"]]);
  });

  it("reads a part of the slots once for all who want it, whatever else they want", async () => {
    const { source, read } = aSource();
    const spans = [{ width: 10 as const, ...SPAN }];
    await Promise.all([
      source.packed(["acme-chat"], spans, ["figures", "affected"]),
      source.packed(["acme-chat"], spans, ["affected", "audience"]),
      source.packed(["acme-chat"], spans, ["figures"]),
    ]);
    expect(read.mock.calls.map(([, , parts]) => parts)).toEqual([["figures"], ["affected"], ["audience"]]);
  });

  it("keeps apart what differs, and tells a failure to all who waited for it", async () => {
    const { source, read, settled } = aSource();
    const span = { width: 10 as const, ...SPAN };
    await Promise.all([
      source.packed(["acme-chat"], [span], ["figures"]),
      source.packed(["acme-chat"], [span], ["counts"]),
      source.packed(["brightbulb"], [span], ["figures"]),
    ]);
    expect(read).toHaveBeenCalledTimes(3);
    settled.mockRejectedValueOnce(new Error("away"));
    const asked = [1, 2].map(() => source.settled(["acme-chat"], SPAN));
    expect(await Promise.allSettled(asked)).toEqual([
      { status: "rejected", reason: new Error("away") },
      { status: "rejected", reason: new Error("away") },
    ]);
    expect(await source.settled(["acme-chat"], SPAN)).toEqual(NONE_OPEN);
  });
});
