import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { systemScope, type Viewer } from "../channels/access.ts";
import { systemClock } from "../clock.ts";
import type { EventIndexReader, IndexedEvent } from "../stores/event-index/port.ts";
import { aDocument } from "../testing/builders.ts";
import { fakeClock } from "../testing/fake-clock.ts";
import type { EventQuery } from "./query/types.ts";
import type { ReadDeps } from "./read-deps.ts";
import { openTail, type TailUpdate } from "./tail.ts";
import { TailHub } from "./tail-hub.ts";
import { TailSource } from "./tail-source.ts";

const START = Date.parse("2026-03-02T10:00:00Z");
const query = { scope: systemScope(["alpha"]), where: [] };

/** An index of which only searching works: newest first, by the conditions a tail asks with. */
function aSearchOf(stored: IndexedEvent[]) {
  const state: { searches: number; away: boolean } = { searches: 0, away: false };
  const search = async (asked: EventQuery, page: { limit: number }) => {
    state.searches += 1;
    if (state.away) throw new Error("away");
    const [accepted] = asked.where.flatMap((condition) =>
      condition.type === "number" && condition.field === "accepted_at" ? condition.ranges : [],
    );
    const events = stored
      .filter(({ timestamp }) => timestamp >= asked.from && timestamp < asked.to)
      .filter((event) => event.accepted_at >= (accepted?.min ?? 0))
      .sort((a, b) => b.timestamp - a.timestamp)
      .slice(0, page.limit);
    return { events, next: null };
  };
  return { state, index: { search } as unknown as EventIndexReader };
}

const event = (id: string, startedAt: number, acceptedAt: number) =>
  aDocument({ id, channel: "alpha", timestamp: startedAt, accepted_at: acceptedAt });
const ids = (events: IndexedEvent[]) => events.map(({ id }) => id);

describe("what is new", () => {
  test("is told once, oldest first, late starters and slow requests included", async () => {
    const stored: IndexedEvent[] = [event("before", START - 100, START - 50)];
    const source = new TailSource(aSearchOf(stored).index, query, START);
    expect(ids(await source.next(START))).toEqual([]);

    stored.push(event("a", START + 100, START + 300), event("b", START + 50, START + 350));
    expect(ids(await source.next(START + 500))).toEqual(["b", "a"]);
    expect(ids(await source.next(START + 900))).toEqual([]);

    // It began a minute ago, and was accepted before what was already told: written late.
    stored.push(event("slow", START - 60_000, START + 200));
    expect(ids(await source.next(START + 1_300))).toEqual(["slow"]);
  });

  test("is not remembered for ever", async () => {
    const stored: IndexedEvent[] = [];
    const source = new TailSource(aSearchOf(stored).index, query, START);
    for (let second = 0; second < 600; second++) {
      const now = START + second * 1_000;
      stored.push(event(`e${second}`, now, now));
      expect(ids(await source.next(now))).toEqual([`e${second}`]);
    }
    expect(Reflect.get(source, "seen").size).toBeLessThan(10);
  });
});

describe("the hub", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("asks once for all who follow the same search, and stops with the last of them", async () => {
    const stored: IndexedEvent[] = [];
    const { index, state } = aSearchOf(stored);
    const clock = fakeClock(START);
    const hub = new TailHub(index, clock);
    const heard: string[][] = [[], []];
    const listen = (place: number) =>
      hub.follow({ ...query, where: [] }, (update) => {
        if (update.type === "requests") heard[place]?.push(...ids(update.events));
      });
    const stops = [listen(0), listen(1)];
    stored.push(event("a", START, START));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(heard).toEqual([["a"], ["a"]]);
    expect(state.searches).toBeLessThanOrEqual(3);

    for (const stop of stops) stop();
    const before = state.searches;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(state.searches).toBe(before);
  });

  test("says when the index is away, and goes on by itself", async () => {
    const stored: IndexedEvent[] = [];
    const { index, state } = aSearchOf(stored);
    const hub = new TailHub(index, fakeClock(START));
    const heard: string[] = [];
    const stop = hub.follow(query, (update) => {
      if (update.type === "status") heard.push(update.status);
      else heard.push(...ids(update.events));
    });
    await vi.advanceTimersByTimeAsync(500);
    state.away = true;
    await vi.advanceTimersByTimeAsync(10_000);
    stored.push(event("meanwhile", START, START));
    state.away = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(heard).toEqual(["interrupted", "live", "meanwhile"]);
    stop();
  });
});

describe("a reader", () => {
  const reader: Viewer = { type: "key", id: "k", channel: "alpha", scopes: ["read"] };
  const leave = new AbortController();
  const left = AbortSignal.abort();

  beforeEach(() => {
    vi.useFakeTimers({ now: START });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** A tail of `stored`, which follows from now on, or goes on from where another was cut off. */
  async function follow(stored: IndexedEvent[], since?: number, signal = leave.signal) {
    const deps = {
      index: aSearchOf(stored).index,
      database: { channel: { findUnique: async () => ({ slug: "alpha", name: "Alpha" }) } },
      clock: systemClock,
      secrets: { pseudonymKey: "" },
    } as unknown as ReadDeps;
    const tail = await openTail(deps, reader, "alpha", { query: "", since, signal });
    return tail;
  }

  const idsOf = (update: TailUpdate | undefined) =>
    update?.type === "requests" ? update.requests.map(({ id }) => id) : [];

  test("that does not read loses the oldest beyond 5,000 requests", async () => {
    const stored: IndexedEvent[] = [];
    const tail = await follow(stored);
    await tail.next();
    for (let look = 0; look < 7; look++) {
      const now = systemClock.now();
      for (let n = 0; n < 1_000; n++) stored.push(event(`${look}-${n}`, now, now));
      await vi.advanceTimersByTimeAsync(500);
    }
    const got = [];
    for (let update = 0; update < 5; update++) got.push(...idsOf((await tail.next()).value ?? undefined));
    expect(got).toHaveLength(5_000);
    expect(new Set(got.map((id) => id.split("-")[0]))).toEqual(new Set(["2", "3", "4", "5", "6"]));
    await tail.return(undefined);
  });

  test("that comes back is told once of what was written late, before and after it came", async () => {
    const late = event("late", START - 12_000, START - 11_500);
    const stored = [
      event("old", START - 17_000, START - 16_500),
      late,
      event("a", START - 11_000, START - 10_500),
    ];
    const tail = await follow(stored, START - 10_000);
    expect((await tail.next()).value).toEqual({ type: "status", status: "live" });
    expect(idsOf((await tail.next()).value ?? undefined)).toEqual(["late", "a"]);

    stored.push(event("later", START - 1_500, START - 1_000));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(idsOf((await tail.next()).value ?? undefined)).toEqual(["later"]);
    await tail.return(undefined);
  });

  test("is told where to go on from, even before there was anything to tell", async () => {
    const tail = await follow([]);
    expect((await tail.next()).value).toEqual({ type: "status", status: "live", resume: START });
    await tail.return(undefined);
  });

  test("has a hundred open at most, until one is left, however early", async () => {
    const early = new AbortController();
    const tails = [await follow([], undefined, early.signal)];
    while (tails.length < 100) tails.push(await follow([]));
    const refused = { code: "rate_limited", message: expect.stringContaining("100 live tails") };
    await expect(follow([])).rejects.toMatchObject(refused);
    early.abort();
    await follow([], undefined, left);
    const last = await follow([]);
    await expect(follow([])).rejects.toMatchObject(refused);
    await last.next();
    await last.return(undefined);
    tails.push(await follow([]));
    await expect(follow([])).rejects.toMatchObject(refused);
    leave.abort();
  });
});
