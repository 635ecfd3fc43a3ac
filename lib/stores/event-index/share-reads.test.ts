import { describe, expect, it } from "vitest";
import { systemScope } from "../../channels/access.ts";
import type { EventQuery } from "../../events/query/types.ts";
import { fakeClock } from "../../testing/fake-clock.ts";
import type { EventIndexReader } from "./port.ts";
import { shareReads } from "./share-reads.ts";

const query = (over: Partial<EventQuery> = {}): EventQuery => ({
  scope: systemScope(["alpha"]),
  from: 0,
  to: 60_000,
  where: [],
  ...over,
});

/** An index that answers when it is told to, with the number of the question. */
function aSlowIndex() {
  const waiting: { answer: () => void; fail: () => void }[] = [];
  const asked: string[] = [];
  const question = (method: string) => () =>
    new Promise((resolve, reject) => {
      asked.push(method);
      const number = asked.length;
      waiting.push({ answer: () => resolve(number), fail: () => reject(new Error("away")) });
    });
  const names = ["search", "health", "groups", "signatures", "facets"];
  const index = Object.fromEntries(names.map((name) => [name, question(name)]));
  const clock = fakeClock(0);
  return { asked, waiting, clock, index: shareReads(index as unknown as EventIndexReader, clock) };
}

const options = { bucketMs: 1_000, percentiles: true };

describe("equal questions", () => {
  it("share one that is under way, however long it takes", async () => {
    const { asked, waiting, clock, index } = aSlowIndex();
    const first = index.health(query(), options);
    clock.advance(5_000);
    const others = Array.from({ length: 200 }, () => index.health(query(), options));
    expect(asked).toHaveLength(1);
    waiting[0]?.answer();
    expect(new Set(await Promise.all([first, ...others]))).toEqual(new Set([1]));
  });

  it("share an answer for a second after it was asked for, and no longer", async () => {
    const { asked, waiting, clock, index } = aSlowIndex();
    const first = index.signatures(query(), { limit: 5 });
    waiting[0]?.answer();
    await first;
    clock.advance(999);
    expect(await index.signatures(query(), { limit: 5 })).toBe(1);
    clock.advance(1);
    void index.signatures(query(), { limit: 5 });
    expect(asked).toHaveLength(2);
  });

  it("of requests themselves share one that is under way only", async () => {
    const { asked, waiting, index } = aSlowIndex();
    const both = Promise.all([index.search(query(), { limit: 5 }), index.search(query(), { limit: 5 })]);
    waiting[0]?.answer();
    expect(await both).toEqual([1, 1]);
    void index.search(query(), { limit: 5 });
    expect(asked).toHaveLength(2);
  });

  it("ask again after a failure, which all who waited are told", async () => {
    const { asked, waiting, index } = aSlowIndex();
    const both = Promise.allSettled([index.facets(query(), [], 1), index.facets(query(), [], 1)]);
    waiting[0]?.fail();
    expect((await both).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    void index.facets(query(), [], 1);
    expect(asked).toHaveLength(2);
  });

  it("are equal whatever the order of the Channels", () => {
    const { asked, index } = aSlowIndex();
    for (const channels of [
      ["alpha", "beta"],
      ["beta", "alpha"],
    ]) {
      void index.groups(query({ scope: systemScope(channels) }), { by: "channel", limit: 5 });
    }
    expect(asked).toHaveLength(1);
  });
});

describe("different questions share nothing", () => {
  const base = () => query();
  const others: [string, EventQuery][] = [
    ["another Channel's", query({ scope: systemScope(["beta"]) })],
    ["more Channels'", query({ scope: systemScope(["alpha", "beta"]) })],
    ["everybody's", query({ scope: systemScope("all") })],
    ["one of a Channel that is named all", query({ scope: systemScope(["all"]) })],
    ["an earlier range's", query({ from: -1 })],
    ["a longer range's", query({ to: 60_001 })],
    ["failures'", query({ where: [{ type: "failed", value: true }] })],
  ];

  it.each(others)("%s", (_, other) => {
    const { asked, index } = aSlowIndex();
    for (const asking of [base(), other, query({ scope: systemScope("all"), to: 1 })]) {
      void index.health(asking, options);
      void index.search(asking, { limit: 5 });
    }
    expect(asked).toHaveLength(6);
  });

  it("of other methods and options", () => {
    const { asked, index } = aSlowIndex();
    void index.health(query(), options);
    void index.health(query(), { ...options, percentiles: false });
    void index.groups(query(), { by: "endpoint", limit: 5 });
    void index.groups(query(), { by: "worker", limit: 5 });
    void index.search(query(), { limit: 5 });
    expect(asked).toEqual(["health", "health", "groups", "groups", "search"]);
  });

  it("nor do further pages of a search", () => {
    const { asked, index } = aSlowIndex();
    void index.search(query(), { limit: 5, cursor: "next" });
    void index.search(query(), { limit: 5, cursor: "next" });
    expect(asked).toHaveLength(2);
  });
});

it("forgets no question that is under way, however many there are", () => {
  const { asked, index } = aSlowIndex();
  for (let round = 0; round < 2; round++) {
    for (let place = 0; place < 500; place++) void index.health(query({ from: place }), options);
  }
  expect(asked).toHaveLength(500);
});

it("keeps few answers", async () => {
  const { asked, waiting, index } = aSlowIndex();
  for (let place = 0; place < 500; place++) {
    const answer = index.health(query({ from: place }), options);
    waiting.at(-1)?.answer();
    await answer;
  }
  void index.health(query({ from: 499 }), options);
  expect(asked).toHaveLength(500);
  void index.health(query({ from: 0 }), options);
  expect(asked).toHaveLength(501);
});
