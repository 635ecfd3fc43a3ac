import { describe, expect, it } from "vitest";
import type { RequestFigures } from "../events/query/types.ts";
import type { Tally } from "../stores/event-index/port.ts";
import { type AnswerOptions, FigureSum } from "./answer.ts";
import { slotsOf } from "./from-tally.ts";
import { signaturesOf } from "./signatures.ts";
import { Slot } from "./slot.ts";
import { addPacked, addPackedPeople, addPackedSignatures, packSlot } from "./slot-codec.ts";

const EVERYTHING = { matches: () => true, detailed: true, faults: null };
function figuresOf(slot: Slot, options: AnswerOptions, beside: RequestFigures[] = []): RequestFigures {
  const sum = new FigureSum(options);
  sum.addSlot(slot);
  return sum.result(beside);
}

const request = {
  at: 0,
  channel: "acme-chat",
  kind: "action",
  endpoint: "send",
  status_code: 200,
  outcome: "2xx",
} as const;
const failure = { ...request, status_code: 503, outcome: "5xx", fault: "partner" } as const;
const signature = {
  at: 0,
  channel: "acme-chat",
  kind: "action",
  endpoint: "send",
  label: "503",
  pattern: "busy",
} as const;

function tallyOf(first: number): Tally {
  return {
    requests: [
      { ...request, fault: null, bin: 900 + first, count: 90 },
      { ...failure, bin: 1_200, count: 10 },
      { ...request, kind: null, endpoint: null, fault: null, bin: 0, count: 1 },
    ],
    users: Array.from({ length: 50 }, (_, n) => ({
      at: 0,
      channel: "acme-chat",
      user_id: `u_${first + n}`,
      fault: n < 5 ? "partner" : null,
    })),
    recipes: [{ at: 0, channel: "acme-chat", recipe_id: `r_${first}`, fault: "partner" }],
    signatures: [
      {
        ...signature,
        fault: "partner",
        user_id: `u_${first}`,
        count: 10,
        first_seen: 1_000 + first,
        last_seen: 2_000 + first,
        latest_id: `e_${first}`,
      },
    ],
  };
}

const signaturesIn = (slot: Slot) =>
  signaturesOf({ packed: [], open: [{ at: 0, slot }] }, null, { limit: 10 });
const slotOf = (first: number) => slotsOf(tallyOf(first)).get(0) ?? new Slot();

function rewritten(slot: Slot): Slot {
  const copy = new Slot();
  const packed = packSlot(slot);
  addPacked(copy, packed);
  addPackedSignatures(copy, packed);
  return copy;
}

describe("a slot", () => {
  it("answers with the figures of its requests", () => {
    expect(figuresOf(slotOf(0), EVERYTHING)).toMatchObject({
      requests: 101,
      failures: 10,
      outcomes: { "2xx": 91, "5xx": 10 },
      faults: { partner: 10 },
      users: 50,
      users_affected: 5,
      recipes_affected: 1,
    });
  });

  it("says the same once it was stored and read", () => {
    const slot = slotOf(0);
    expect(figuresOf(rewritten(slot), EVERYTHING)).toEqual(figuresOf(slot, EVERYTHING));
    expect(signaturesIn(rewritten(slot))).toEqual(signaturesIn(slot));
  });

  it("tells its counts without the rest", () => {
    const sum = new FigureSum({ ...EVERYTHING, detailed: false });
    addPacked(sum, { counts: packSlot(slotOf(0)).counts });
    expect(sum.result()).toEqual(figuresOf(slotOf(0), { ...EVERYTHING, detailed: false }));
  });

  it("tells who was there without a difference between verdicts from fewer bytes", () => {
    const two = slotOf(0);
    two.affectedBy("user").users.addAll(two.affectedBy("partner").users);
    const { affected, audience, people } = packSlot(two);
    const sum = new FigureSum(EVERYTHING);
    addPackedPeople(sum, { affected, audience });
    const byVerdict = new FigureSum(EVERYTHING);
    addPackedPeople(byVerdict, { people });
    expect(sum.result()).toEqual(byVerdict.result());
    expect(sum.result()).toMatchObject({ users: 50, users_affected: 5, recipes_affected: 1 });
  });

  it("of whose affected users some verdicts do not count needs them by verdict", () => {
    const { affected, audience } = packSlot(slotOf(0));
    const sum = new FigureSum({ ...EVERYTHING, faults: ["partner"] });
    addPackedPeople(sum, { affected, audience });
    expect(sum.result()).toMatchObject({ users: 0, users_affected: 0, recipes_affected: 0 });
  });

  it("adds up: users and Recipes once, counts each time", () => {
    const sum = slotOf(0);
    sum.addAll(rewritten(slotOf(0)));
    sum.addAll(slotOf(25));
    expect(figuresOf(sum, EVERYTHING)).toMatchObject({
      requests: 303,
      users: 75,
      users_affected: 10,
      recipes_affected: 2,
    });
    expect(signaturesIn(sum)).toEqual([
      {
        kind: "action",
        endpoint: "send",
        label: "503",
        pattern: "busy",
        fault: "partner",
        count: 30,
        users: 2,
        first_seen: 1_000,
        last_seen: 2_025,
        latest_id: "e_25",
        buckets: [],
      },
    ]);
  });

  it("counts the users of some verdicts only when asked so", () => {
    const matches = ({ fault }: { fault: string | null }) => fault === "partner";
    expect(figuresOf(slotOf(0), { matches, detailed: true, faults: ["partner"] })).toMatchObject({
      requests: 10,
      users: 5,
    });
    expect(figuresOf(slotOf(0), { matches, detailed: true, faults: ["user"] })).toMatchObject({ users: 0 });
  });

  it("takes what is known only as figures beside it", () => {
    const beside = figuresOf(slotOf(0), EVERYTHING);
    const sum = figuresOf(slotOf(0), EVERYTHING, [beside]);
    expect(sum).toMatchObject({ requests: 202, failures: 20, users: 50 });
    expect(Math.abs((sum.p95 ?? 0) / (beside.p95 ?? 1) - 1)).toBeLessThan(0.05);
  });
});
