import { describe, expect, it } from "vitest";
import { systemScope } from "../../channels/access.ts";
import { aDocument } from "../../testing/builders.ts";
import { aQuery, HOUR, MINUTE, series, store, where } from "./fixture.contract.ts";
import type { EventIndex } from "./port.ts";

/** As `percentile_cont` has it: interpolated between ranks. */
function exactPercentile(durations: readonly number[], share: number): number {
  const sorted = [...durations].sort((a, b) => a - b);
  const rank = share * (sorted.length - 1);
  const below = sorted[Math.floor(rank)] ?? Number.NaN;
  const above = sorted[Math.ceil(rank)] ?? Number.NaN;
  return below + (above - below) * (rank - Math.floor(rank));
}

function expectWithin(share: number, found: number | null, exact: number, what: string): void {
  const error = Math.abs((found ?? Number.NaN) - exact) / exact;
  expect(error, `${what}: ${found}, exactly ${exact}`).toBeLessThanOrEqual(share);
}

/** A long-tailed spread of durations, the same in every run. */
const duration = (place: number) => 20 + Math.exp(((place * 7_919) % 1_000) / 125);

/** Charts, groups, signatures, facets. */
export function describeFigures(index: () => EventIndex): void {
  it("counts requests, failures, outcomes and faults, in total and per bucket", async () => {
    const status = [200, 204, 302, 401, 404, 429, 500, 503, null];
    const events = status.map((status_code, place) =>
      aDocument({ timestamp: HOUR + place * 40_000, status_code }),
    );
    const invalid = aDocument({ timestamp: HOUR + 59_999, status_code: 200, error_type: "invalid_response" });
    const ours = aDocument({ timestamp: HOUR + 60_000, status_code: 500, error_origin: "platform" });
    await store(index(), [...events, invalid, ours]);
    const { total, buckets } = await index().health(aQuery(), { bucketMs: MINUTE, percentiles: true });
    expect(total).toMatchObject({
      requests: 11,
      failures: 8,
      outcomes: { "2xx": 3, "4xx": 3, "5xx": 3, invalid: 1, none: 1 },
      faults: { partner: 4, rate_limit: 1, user: 1, recipe: 1, network: 0, platform: 1 },
    });
    expect(buckets.map(({ at, requests, failures }) => [at - HOUR, requests, failures])).toEqual([
      [0, 3, 1],
      [MINUTE, 2, 1],
      [2 * MINUTE, 2, 2],
      [3 * MINUTE, 1, 1],
      [4 * MINUTE, 2, 2],
      [5 * MINUTE, 1, 1],
    ]);
  });

  it("aligns buckets to multiples of their width, also where the range begins between two", async () => {
    await store(index(), [
      aDocument({ timestamp: HOUR + 14 * MINUTE }),
      aDocument({ timestamp: HOUR + 15 * MINUTE }),
    ]);
    const query = aQuery({ from: HOUR + 13 * MINUTE, to: HOUR + 16 * MINUTE });
    const starts = async (bucketMs: number) =>
      (await index().health(query, { bucketMs, percentiles: false })).buckets.map(({ at }) => at - HOUR);
    expect(await starts(15 * MINUTE)).toEqual([0, 15 * MINUTE]);
    expect(await starts(60 * MINUTE)).toEqual([0]);
    expect(await starts(10_000)).toEqual([14 * MINUTE, 15 * MINUTE]);
  });

  it("knows percentiles within 1 %, over hours and per bucket", async () => {
    const events = series(6_000, (place) => ({
      timestamp: HOUR + place * 1_000,
      duration_ms: duration(place),
    }));
    await store(index(), events);
    const { total, buckets } = await index().health(aQuery(), { bucketMs: 30 * MINUTE, percentiles: true });
    const durations = events.map(({ duration_ms }) => duration_ms);
    for (const [key, share] of [
      ["p50", 0.5],
      ["p95", 0.95],
      ["p99", 0.99],
    ] as const) {
      expectWithin(0.01, total[key], exactPercentile(durations, share), `${key} of all`);
      for (const [place, bucket] of buckets.entries()) {
        const inBucket = durations.slice(place * 1_800, (place + 1) * 1_800);
        expectWithin(0.01, bucket[key], exactPercentile(inBucket, share), `${key} of bucket ${place}`);
      }
    }
    expect(buckets).toHaveLength(4);
  });

  it("knows one duration, and none at all", async () => {
    await store(index(), [aDocument({ timestamp: HOUR, duration_ms: 250 })]);
    const { total } = await index().health(aQuery(), { bucketMs: MINUTE, percentiles: true });
    for (const found of [total.p50, total.p95, total.p99]) expectWithin(0.01, found, 250, "one");
    const { total: none } = await index().health(aQuery({ from: 0, to: HOUR }), {
      bucketMs: MINUTE,
      percentiles: true,
    });
    expect([none.p50, none.p95, none.p99]).toEqual([null, null, null]);
  });

  it("counts distinct users, those affected, and Recipes affected: exactly while few", async () => {
    const events = series(900, (place) => ({
      timestamp: HOUR + (place % 3) * MINUTE,
      user_id: place % 10 === 9 ? undefined : `u_${place % 300}`,
      recipe_id: `recipe-${place % 50}`,
      status_code: place % 30 === 0 ? 500 : 200,
    }));
    await store(index(), events);
    const distinct = (of: typeof events, field: "user_id" | "recipe_id") =>
      new Set(of.flatMap((event) => event[field] ?? [])).size;
    const failed = events.filter((event) => event.failed);
    const { total, buckets } = await index().health(aQuery(), { bucketMs: MINUTE, percentiles: true });
    expect(total).toMatchObject({
      users: distinct(events, "user_id"),
      users_affected: distinct(failed, "user_id"),
      recipes_affected: distinct(failed, "recipe_id"),
    });
    const inFirst = events.filter(({ timestamp }) => timestamp === HOUR);
    expect(buckets[0]?.users).toBe(distinct(inFirst, "user_id"));
  });

  it("counts many distinct users within 2 %", async () => {
    await store(
      index(),
      series(8_000, (place) => ({ user_id: `u_${place % 5_000}` })),
    );
    const { total } = await index().health(aQuery(), { bucketMs: MINUTE, percentiles: true });
    expectWithin(0.02, total.users, 5_000, "users");
  });

  it("leaves percentiles and distinct counts out when they are not asked for", async () => {
    await store(index(), [aDocument({ timestamp: HOUR })]);
    const { total } = await index().health(aQuery(), { bucketMs: MINUTE, percentiles: false });
    expect(total).toMatchObject({
      requests: 1,
      users: 0,
      users_affected: 0,
      recipes_affected: 0,
      p50: null,
      p99: null,
    });
  });

  it("sees only what the conditions leave", async () => {
    await store(
      index(),
      series(10, (place) => ({ status_code: place < 3 ? 503 : 200, endpoint: `e-${place % 2}` })),
    );
    const query = where(
      { type: "failed", value: true },
      { type: "keyword", field: "endpoint", values: ["e-1"], not: true },
    );
    const { total } = await index().health(query, { bucketMs: MINUTE, percentiles: true });
    expect([total.requests, total.outcomes["5xx"]]).toEqual([2, 2]);
  });

  describe("groups", () => {
    const events = () => [
      ...series(5, () => ({ channel: "chat-a", endpoint: "send", worker: "w-1", duration_ms: 100 })),
      ...series(3, () => ({ channel: "chat-b", endpoint: "send", worker: "w-2", status_code: 503 })),
      ...series(1, () => ({
        channel: "chat-b",
        kind: undefined,
        endpoint: undefined,
        worker: undefined,
        status_code: null,
      })),
    ];

    it.each([
      ["channel", ["chat-a", 5], ["chat-b", 4]],
      ["endpoint", ["action/send", 8], ["/", 1]],
      ["worker", ["w-1", 5], ["w-2", 3]],
      ["status_code", ["200", 5], ["503", 3]],
    ] as const)("by %s, most requests first", async (by, ...expected) => {
      await store(index(), events());
      const found = await index().groups(aQuery(), { by, limit: 10 });
      expect(found.map(({ key, total }) => [key, total.requests])).toEqual(expected);
      expect(found.every(({ buckets }) => buckets.length === 0)).toBe(true);
      const [first] = await index().groups(aQuery(), { by, limit: 1 });
      expect(first?.key).toBe(expected[0]?.[0]);
    });

    it.each([
      ["all", { users_affected: 1, recipes_affected: 1, users: 1 }],
      ["affected", { users_affected: 1 }],
      ["none", {}],
    ] as const)("and health's buckets count at least the people asked for: %s", async (people, counted) => {
      const failing = {
        status_code: 503,
        user_id: "u_1",
        recipe_id: "r_1",
        channel: "chat-a",
        duration_ms: 70,
      };
      await store(index(), [
        aDocument({ ...failing, id: "a", timestamp: HOUR }),
        aDocument({ ...failing, id: "b", timestamp: HOUR + 5 }),
      ]);
      const [group] = await index().groups(aQuery(), { by: "channel", limit: 1, bucketMs: MINUTE, people });
      const options = { bucketMs: MINUTE, percentiles: true, bucketPeople: people };
      const { total, buckets } = await index().health(aQuery(), options);
      for (const figures of [group?.total, group?.buckets[0], buckets[0]]) {
        expect(figures).toMatchObject({ requests: 2, failures: 2, ...counted });
        expectWithin(0.01, figures?.p95 ?? null, 70, "p95");
      }
      expect(total).toMatchObject({ users: 1, users_affected: 1, recipes_affected: 1 });
    });

    it("carry figures and buckets of their own", async () => {
      await store(index(), events());
      const [a, b] = await index().groups(aQuery(), { by: "channel", limit: 10, bucketMs: MINUTE });
      expect(a?.total).toMatchObject({ failures: 0, users: 1 });
      expectWithin(0.01, a?.total.p95 ?? null, 100, "p95 of chat-a");
      expect(b?.total).toMatchObject({ failures: 4, outcomes: { "5xx": 3, none: 1 } });
      expect(b?.buckets).toMatchObject([{ at: HOUR, requests: 4, failures: 4 }]);
    });
  });

  it("groups failures by signature: endpoint, label and pattern, with users and when", async () => {
    const failure = { status_code: 503, error_message: "upstream 17 is down", endpoint: "send" };
    await store(index(), [
      aDocument({ ...failure, id: "a1", timestamp: HOUR, user_id: "u_1" }),
      aDocument({
        ...failure,
        id: "a2",
        timestamp: HOUR + 10,
        user_id: "u_2",
        error_message: "upstream 99 is down",
      }),
      aDocument({ ...failure, id: "a3", timestamp: HOUR + 5, user_id: "u_1" }),
      aDocument({ id: "b1", timestamp: HOUR + 1, status_code: 404, endpoint: "send" }),
      aDocument({
        id: "c1",
        timestamp: HOUR + 2,
        status_code: null,
        error_type: "timeout",
        kind: undefined,
        endpoint: undefined,
      }),
      aDocument({
        id: "c2",
        timestamp: HOUR + 3,
        status_code: null,
        error_type: "timeout",
        kind: undefined,
        endpoint: undefined,
      }),
      aDocument({ id: "fine", timestamp: HOUR + 4 }),
    ]);
    const found = await index().signatures(aQuery(), { limit: 10 });
    expect(found).toMatchObject([
      {
        endpoint: "send",
        kind: "action",
        label: "503",
        fault: "partner",
        count: 3,
        users: 2,
        latest_id: "a2",
      },
      {
        endpoint: null,
        kind: null,
        label: "timeout",
        pattern: null,
        fault: "partner",
        count: 2,
        users: 1,
        latest_id: "c2",
      },
      {
        endpoint: "send",
        kind: "action",
        label: "404",
        pattern: null,
        fault: "recipe",
        count: 1,
        users: 1,
        latest_id: "b1",
      },
    ]);
    expect([found[0]?.first_seen, found[0]?.last_seen]).toEqual([HOUR, HOUR + 10]);
    expect(found[0]?.pattern).toMatch(/upstream/);
    expect(await index().signatures(aQuery(), { limit: 1 })).toHaveLength(1);
    expect(found.every(({ buckets }) => buckets.length === 0)).toBe(true);
  });

  it("spreads signatures over buckets, aligned and non-empty, those of the limit only", async () => {
    const failing = (minute: number, message: string) =>
      aDocument({ timestamp: HOUR + minute * MINUTE + 5_000, status_code: 503, error_message: message });
    await store(index(), [
      ...[1, 1, 1, 4, 61].map((minute) => failing(minute, "upstream is down")),
      ...[2, 2].map((minute) => failing(minute, "too many connections")),
      aDocument({ timestamp: HOUR + MINUTE }),
    ]);
    const found = await index().signatures(aQuery(), { limit: 2, bucketMs: 2 * MINUTE });
    expect(found.map(({ buckets }) => buckets.map(({ at, count }) => [(at - HOUR) / MINUTE, count]))).toEqual(
      [
        [
          [0, 3],
          [4, 1],
          [60, 1],
        ],
        [[2, 2]],
      ],
    );
    const [first, ...others] = await index().signatures(aQuery(), { limit: 1, bucketMs: 60 * MINUTE });
    expect(others).toEqual([]);
    expect(first?.buckets).toEqual([
      { at: HOUR, count: 4 },
      { at: HOUR + 60 * MINUTE, count: 1 },
    ]);
  });

  it("counts a field's values: most frequent first, equal ones by value", async () => {
    await store(index(), [
      ...series(3, () => ({ endpoint: "send", worker: undefined })),
      ...series(2, () => ({ endpoint: "read", status_code: 503 })),
      ...series(2, () => ({ endpoint: "edit", channel: "chat-b" })),
    ]);
    expect(await index().facets(aQuery(), ["endpoint", "worker", "fault", "run_id"], 2)).toEqual({
      endpoint: [
        { value: "send", count: 3 },
        { value: "edit", count: 2 },
      ],
      worker: [{ value: "worker-1", count: 4 }],
      fault: [{ value: "partner", count: 2 }],
      run_id: [],
    });
    const scoped = aQuery({ scope: systemScope(["chat-b"]) });
    expect(await index().facets(scoped, ["endpoint"], 10)).toEqual({
      endpoint: [{ value: "edit", count: 2 }],
    });
  });
}
