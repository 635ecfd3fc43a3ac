import { expect, it } from "vitest";
import { binOf } from "../../sketches/durations.ts";
import { aDocument } from "../../testing/builders.ts";
import { aQuery, HOUR, MINUTE, store, where } from "./fixture.contract.ts";
import { type EventIndex, TALLY_PARTS } from "./port.ts";

const byJson = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
const timeout = { status_code: null, error_type: "timeout", error_message: "no answer in 10 s" } as const;

/** Figures in a form that adds up. */
export function describeTallies(index: () => EventIndex): void {
  it("counts requests by minute, Channel, endpoint, status, outcome, fault and duration", async () => {
    await store(index(), [
      aDocument({ timestamp: HOUR + 1, duration_ms: 100 }),
      aDocument({ timestamp: HOUR + 59_999, duration_ms: 100 }),
      aDocument({ timestamp: HOUR + 59_999, duration_ms: 300 }),
      aDocument({ timestamp: HOUR + MINUTE, duration_ms: 100, kind: undefined, endpoint: undefined }),
      aDocument({ timestamp: HOUR + MINUTE, duration_ms: 100, ...timeout }),
      aDocument({ timestamp: HOUR + MINUTE, duration_ms: 100, channel: "other-chat" }),
    ]);
    const { requests } = await index().tally(aQuery(), MINUTE);
    const row = (at: number, duration: number, count: number, rest = {}) => ({
      at,
      channel: "acme-chat",
      bin: binOf(duration),
      count,
      kind: "action",
      endpoint: "send_message",
      status_code: 200,
      outcome: "2xx",
      fault: null,
      ...rest,
    });
    const expected = [
      row(HOUR, 100, 2),
      row(HOUR, 300, 1),
      row(HOUR + MINUTE, 100, 1, { kind: null, endpoint: null }),
      row(HOUR + MINUTE, 100, 1, { status_code: null, outcome: "none", fault: "partner" }),
      row(HOUR + MINUTE, 100, 1, { channel: "other-chat" }),
    ];
    const plain = requests.map((found) => ({ ...row(0, 0, 0), ...found }));
    expect(plain.sort(byJson)).toEqual(expected.sort(byJson));
  });

  it("sums up events and their checksums by hour and Channel", async () => {
    await store(index(), [
      aDocument({ timestamp: HOUR, checksum: 5, accepted_at: HOUR + 9_000 }),
      aDocument({ timestamp: HOUR + 60 * MINUTE - 1, checksum: 16_777_215, accepted_at: HOUR + 8_000 }),
      aDocument({ timestamp: HOUR + 60 * MINUTE, checksum: 7, accepted_at: HOUR + 60 * MINUTE }),
      aDocument({ timestamp: HOUR + 1, checksum: 0, accepted_at: HOUR + 2, channel: "other-chat" }),
      aDocument({ timestamp: HOUR - 1, checksum: 1 }),
    ]);
    const found = await index().sums(aQuery({ from: HOUR, to: HOUR + 120 * MINUTE }));
    const sum = (hour: number, channel: string, events: number, checksum: number, acceptedTo: number) => ({
      hour,
      channel,
      events,
      checksum,
      acceptedTo,
    });
    expect(found.sort(byJson)).toEqual(
      [
        sum(HOUR, "acme-chat", 2, 16_777_220, HOUR + 9_000),
        sum(HOUR, "other-chat", 1, 0, HOUR + 2),
        sum(HOUR + 60 * MINUTE, "acme-chat", 1, 7, HOUR + 60 * MINUTE),
      ].sort(byJson),
    );
  });

  it("counts by Channel, endpoint and verdict in steps of seconds", async () => {
    await store(index(), [
      aDocument({ timestamp: HOUR + 1 }),
      aDocument({ timestamp: HOUR + 4_999, duration_ms: 9_000 }),
      aDocument({ timestamp: HOUR + 5_000, status_code: 503 }),
      aDocument({ timestamp: HOUR + 5_001, channel: "other-chat", kind: undefined, endpoint: undefined }),
      aDocument({ timestamp: HOUR + 20_000 }),
    ]);
    const whole = aQuery({ from: HOUR, to: HOUR + 20_000 });
    const usual = { channel: "acme-chat", kind: "action", endpoint: "send_message" };
    expect((await index().counts(whole, 5_000)).sort(byJson)).toEqual(
      [
        { at: HOUR, ...usual, fault: null, requests: 2 },
        { at: HOUR + 5_000, ...usual, fault: "partner", requests: 1 },
        { at: HOUR + 5_000, channel: "other-chat", kind: null, endpoint: null, fault: null, requests: 1 },
      ].sort(byJson),
    );
    const slow = {
      type: "number" as const,
      field: "duration_ms" as const,
      ranges: [{ min: 9_000 }],
      not: false,
    };
    expect(await index().counts({ ...whole, where: [slow] }, 60_000)).toEqual([
      { at: HOUR, ...usual, fault: null, requests: 1 },
    ]);
  });

  it("names each user once per Channel and verdict, and each Recipe with a failure", async () => {
    await store(index(), [
      aDocument({ timestamp: HOUR + 1, user_id: "u_a", recipe_id: "r1" }),
      aDocument({ timestamp: HOUR + 2, user_id: "u_a", recipe_id: "r1" }),
      aDocument({ timestamp: HOUR + 3, user_id: "u_a", recipe_id: "r2", status_code: 503 }),
      aDocument({ timestamp: HOUR + 4, user_id: "u_b", recipe_id: "r2", status_code: 401 }),
      aDocument({ timestamp: HOUR + 5, user_id: undefined, status_code: 503 }),
      aDocument({
        timestamp: HOUR + 6,
        user_id: "u_a",
        recipe_id: "r2",
        status_code: 503,
        channel: "other-chat",
      }),
    ]);
    const { users, recipes } = await index().tally(aQuery(), MINUTE);
    const [here, there] = ["acme-chat", "other-chat"].map((channel) => ({ at: HOUR, channel }));
    const expected = [
      { ...here, user_id: "u_a", fault: null },
      { ...here, user_id: "u_a", fault: "partner" },
      { ...here, user_id: "u_b", fault: "user" },
      { ...there, user_id: "u_a", fault: "partner" },
    ];
    expect(users.sort(byJson)).toEqual(expected.sort(byJson));
    expect(recipes.sort(byJson)).toEqual([
      { ...here, recipe_id: "r2", fault: "partner" },
      { ...here, recipe_id: "r2", fault: "user" },
      { ...there, recipe_id: "r2", fault: "partner" },
    ]);
  });

  it("counts error signatures by Channel and user, with when they were seen", async () => {
    const failing = (id: string, offset: number, user_id: string | undefined) =>
      aDocument({ id, timestamp: HOUR + offset, user_id, status_code: 503, error_message: `busy ${offset}` });
    await store(index(), [failing("a", 1, "u_a"), failing("b", 9, "u_a"), failing("c", 5, undefined)]);
    await store(index(), [
      aDocument({
        id: "d",
        timestamp: HOUR + 7,
        user_id: "u_a",
        status_code: 503,
        error_message: "busy 7",
        channel: "other-chat",
      }),
    ]);
    const { signatures } = await index().tally(aQuery(), MINUTE);
    const same = { at: HOUR, kind: "action", endpoint: "send_message", label: "503", fault: "partner" };
    const seen = (at: number, latest_id: string) => ({ first_seen: at, last_seen: at, latest_id });
    const plain = signatures.map(({ pattern, ...rest }) => {
      expect(pattern).toMatch(/^busy/);
      return rest;
    });
    const expected = [
      {
        ...same,
        channel: "acme-chat",
        user_id: "u_a",
        count: 2,
        ...seen(HOUR + 9, "b"),
        first_seen: HOUR + 1,
      },
      { ...same, channel: "acme-chat", user_id: null, count: 1, ...seen(HOUR + 5, "c") },
      { ...same, channel: "other-chat", user_id: "u_a", count: 1, ...seen(HOUR + 7, "d") },
    ];
    expect(plain).toHaveLength(3);
    expect(plain).toEqual(expect.arrayContaining(expected));
  });

  it("counts only the parts that are asked for", async () => {
    await store(index(), [
      aDocument({ timestamp: HOUR + 1, status_code: 503, user_id: "u_a", recipe_id: "r1" }),
    ]);
    const whole = await index().tally(aQuery(), MINUTE);
    const nothing = { requests: [], users: [], recipes: [], signatures: [] };
    for (const part of TALLY_PARTS)
      expect(await index().tally(aQuery(), MINUTE, [part])).toEqual({ ...nothing, [part]: whole[part] });
  });

  it("counts everything written before a refresh, whatever the store's delay", async () => {
    for (let round = 1; round <= 5; round++) {
      const documents = Array.from({ length: 200 }, (_, n) => aDocument({ timestamp: HOUR + n * 1_000 }));
      await index().write(documents);
      await index().refresh(aQuery());
      const { requests } = await index().tally(aQuery(), MINUTE);
      expect(requests.reduce((sum, { count }) => sum + count, 0)).toBe(round * 200);
    }
  });

  it("counts the range and the conditions asked for, over hours and beyond one answer's page", async () => {
    const documents = Array.from({ length: 12_000 }, (_, n) =>
      aDocument({ timestamp: HOUR + n, user_id: `u_${n}`, duration_ms: 1 + (n % 3) }),
    );
    await store(index(), [...documents, aDocument({ timestamp: HOUR - 1, channel: "other-chat" })]);
    const all = await index().tally(aQuery({ from: HOUR }), 60 * MINUTE);
    expect(all.users).toHaveLength(12_000);
    expect(all.requests.reduce((sum, { count }) => sum + count, 0)).toBe(12_000);
    expect(new Set(all.requests.map(({ at }) => at))).toEqual(new Set([HOUR]));
    const other = where({ type: "keyword", field: "channel", values: ["other-chat"], not: false });
    expect((await index().tally(other, MINUTE)).users).toHaveLength(1);
  });
}
