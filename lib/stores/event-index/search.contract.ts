import { describe, expect, it } from "vitest";
import { systemScope } from "../../channels/access.ts";
import { AppError } from "../../errors.ts";
import type { EventDocument } from "../../events/document.ts";
import type { Condition } from "../../events/query/types.ts";
import { aDocument } from "../../testing/builders.ts";
import { aQuery, HOUR, idsOf, MINUTE, series, store, where } from "./fixture.contract.ts";
import type { EventIndex } from "./port.ts";

const keyword = (
  field: Extract<Condition, { type: "keyword" }>["field"],
  values: string[],
  not = false,
): Condition => ({ type: "keyword", field, values, not });

const number = (
  field: Extract<Condition, { type: "number" }>["field"],
  ranges: { min?: number; max?: number }[],
  not = false,
): Condition => ({ type: "number", field, ranges, not });

const phrase = (words: string[], { prefix = false, not = false } = {}): Condition => ({
  type: "phrase",
  words,
  prefix,
  not,
});

/** Conditions, order, pages, scope. */
export function describeSearching(index: () => EventIndex): void {
  describe("finds by", () => {
    /** `a` failed by status and has everything, `b` succeeded, `c` had no answer and has next to nothing. */
    const documents = (): EventDocument[] => [
      aDocument({
        id: "a",
        timestamp: HOUR,
        status_code: 503,
        endpoint: "send_message",
        duration_ms: 900,
        attempt: 2,
        request_bytes: 100,
        recipe_id: "Recipe-1",
        run_id: "run-1",
        request_id: "partner-7",
        error_message: "Upstream connection reset by peer",
        words: ["upstream", "connection", "reset", "by", "peer", "v1", "messages"],
      }),
      aDocument({
        id: "b",
        timestamp: HOUR + 1,
        duration_ms: 100,
        kind: "query",
        words: ["v1", "reset", "connections"],
      }),
      aDocument({
        id: "c",
        timestamp: HOUR + 2,
        status_code: null,
        error_type: "timeout",
        duration_ms: 30_000,
        kind: undefined,
        endpoint: undefined,
        method: undefined,
        user_id: undefined,
        worker: undefined,
        words: [],
      }),
    ];

    const cases: [string, Condition[], string[]][] = [
      ["a whole value", [keyword("endpoint", ["send_message"])], ["b", "a"]],
      ["a value's case", [keyword("recipe_id", ["recipe-1"])], []],
      ["any of several values", [keyword("id", ["a", "c", "x"])], ["c", "a"]],
      ["no value at all", [keyword("id", [])], []],
      [
        "a value it must not have; absent counts as not having it",
        [keyword("endpoint", ["send_message"], true)],
        ["c"],
      ],
      ["none of several values", [keyword("kind", ["query", "auth"], true)], ["c", "a"]],
      ["the partner's request id", [keyword("request_id", ["partner-7"])], ["a"]],
      ["the run", [keyword("run_id", ["run-1"])], ["a"]],
      ["the user", [keyword("user_id", ["u_aaaaaaaaaaaaaaaa"])], ["b", "a"]],
      ["outcome", [keyword("outcome", ["5xx", "none"])], ["c", "a"]],
      ["error label", [keyword("error_label", ["timeout"])], ["c"]],
      ["a number's range, its upper end excluded", [number("duration_ms", [{ min: 100, max: 900 }])], ["b"]],
      ["a number's range, its lower end included", [number("duration_ms", [{ min: 900 }])], ["c", "a"]],
      ["any of several ranges", [number("duration_ms", [{ max: 101 }, { min: 1_000 }])], ["c", "b"]],
      ["a status class", [number("status_code", [{ min: 500, max: 600 }])], ["a"]],
      [
        "any status that is not of a class; none counts as not",
        [number("status_code", [{ min: 500 }], true)],
        ["c", "b"],
      ],
      ["an absent number, negated", [number("attempt", [{ min: 0 }], true)], ["c", "b"]],
      ["an unbounded range: whatever has the field", [number("status_code", [{}])], ["b", "a"]],
      ["fractions", [number("duration_ms", [{ min: 99.5, max: 100.5 }])], ["b"]],
      ["failure", [{ type: "failed", value: true }], ["c", "a"]],
      ["success", [{ type: "failed", value: false }], ["b"]],
      ["a word", [phrase(["reset"])], ["b", "a"]],
      ["a phrase: words in order and next to each other", [phrase(["connection", "reset"])], ["a"]],
      ["not by words in another order", [phrase(["peer", "by"])], []],
      ["a prefix", [phrase(["conn"], { prefix: true })], ["b", "a"]],
      ["a phrase that ends in a prefix", [phrase(["reset", "conn"], { prefix: true })], ["b"]],
      ["a phrase that is not there", [phrase(["connection", "reset"], { not: true })], ["c", "b"]],
      [
        "all conditions together",
        [phrase(["v1"]), keyword("kind", ["action"]), number("attempt", [{ min: 2, max: 3 }])],
        ["a"],
      ],
      ["no condition: everything, newest first", [], ["c", "b", "a"]],
    ];

    it.each(cases)("%s", async (_, conditions, expected) => {
      await store(index(), documents());
      expect(await idsOf(index(), where(...conditions))).toEqual(expected);
    });
  });

  it("searches words of any script and with any sign as they are", async () => {
    const words = ["o'brien", "naïve", "a\\b", "日本", "50%", "x:y", "(", "&", "<->"];
    await store(index(), [aDocument({ id: "odd", timestamp: HOUR, words })]);
    for (const word of words) expect(await idsOf(index(), where(phrase([word]))), word).toEqual(["odd"]);
    expect(await idsOf(index(), where(phrase(words)))).toEqual(["odd"]);
    expect(await idsOf(index(), where(phrase(["*"], { prefix: true })))).toEqual([]);
  });

  it("takes its range from inclusive to exclusive", async () => {
    await store(
      index(),
      series(3, (place) => ({ id: `${place}` })),
    );
    expect(await idsOf(index(), aQuery({ from: HOUR, to: HOUR + 2 }))).toEqual(["1", "0"]);
    expect(await idsOf(index(), aQuery({ from: HOUR + 2, to: HOUR + 2 }))).toEqual([]);
  });

  describe("never leaves its scope:", () => {
    it("another Channel's events are not there, whatever the conditions name", async () => {
      const own = aDocument({
        id: "same",
        timestamp: HOUR,
        channel: "chat-a",
        status_code: 500,
        user_id: "u_a",
      });
      const foreign = { ...own, channel: "chat-b", user_id: "u_b" };
      await store(index(), [own, foreign]);
      const scope = systemScope(["chat-a"]);
      const conditions: Condition[][] = [
        [],
        [keyword("channel", ["chat-b"])],
        [keyword("channel", ["chat-a"], true)],
        [keyword("user_id", ["u_b"])],
        [keyword("id", ["nothing"], true)],
      ];
      for (const conditionsOfOne of conditions) {
        const query = aQuery({ scope, where: conditionsOfOne });
        const seen = JSON.stringify([
          await index().search(query, { limit: 10 }),
          await index().groups(query, { by: "channel", limit: 10 }),
          await index().signatures(query, { limit: 10 }),
          await index().facets(query, ["channel", "user_id"], 10),
        ]);
        expect(seen).not.toContain("chat-b");
        expect(seen).not.toContain("u_b");
        expect(
          (await index().health(query, { bucketMs: MINUTE, percentiles: true })).total.requests,
        ).toBeLessThan(2);
      }
      expect(await idsOf(index(), aQuery({ scope }))).toEqual(["same"]);
    });

    it("an empty scope sees nothing, one of two Channels both", async () => {
      await store(
        index(),
        series(3, (place) => ({ id: `${place}`, channel: `chat-${place}` })),
      );
      expect(await idsOf(index(), aQuery({ scope: systemScope([]) }))).toEqual([]);
      expect(await idsOf(index(), aQuery({ scope: systemScope(["chat-0", "chat-2"]) }))).toEqual(["2", "0"]);
    });
  });

  describe("pages", () => {
    const pagesOf = async (limit: number, order: "newest" | "oldest", between?: () => Promise<void>) => {
      const pages: string[][] = [];
      let cursor: string | undefined;
      for (;;) {
        const page = await index().search(aQuery(), { limit, cursor, order });
        pages.push(page.events.map(({ channel, id }) => `${channel}/${id}`));
        if (page.next === null) return pages;
        cursor = page.next;
        await between?.();
      }
    };

    it("hold each event once, also with equal timestamps, over hours, in both directions", async () => {
      const events = series(60, (place) => ({
        id: `event-${String(place % 30).padStart(2, "0")}`,
        channel: place < 30 ? "chat-a" : "chat-b",
        timestamp: HOUR + (place % 3) * 40 * MINUTE,
      }));
      await store(index(), events);
      const sorted = [...events]
        .sort(
          (a, b) => a.timestamp - b.timestamp || (`${a.channel}/${a.id}` < `${b.channel}/${b.id}` ? -1 : 1),
        )
        .map(({ channel, id }) => `${channel}/${id}`);
      const oldest = await pagesOf(7, "oldest");
      expect(oldest.flat()).toEqual(sorted);
      const newest = await pagesOf(60, "newest");
      expect(newest).toEqual([sorted.toReversed()]);
      expect((await pagesOf(7, "newest")).map((page) => page.length)).toEqual([7, 7, 7, 7, 7, 7, 7, 7, 4]);
    });

    it("neither repeat nor skip while newer events arrive", async () => {
      await store(
        index(),
        series(20, (place) => ({ id: `old-${String(place).padStart(2, "0")}` })),
      );
      let round = 0;
      const pages = await pagesOf(6, "newest", async () => {
        round += 1;
        await store(index(), [aDocument({ id: `new-${round}`, timestamp: HOUR + MINUTE + round })]);
      });
      expect(pages.flat()).toEqual(
        Array.from({ length: 20 }, (_, place) => `acme-chat/old-${String(19 - place).padStart(2, "0")}`),
      );
      expect(round).toBeGreaterThan(2);
    });

    it.each([
      "x",
      "%%%",
      Buffer.from("[1]").toString("base64url"),
      Buffer.from('["a","b","c"]').toString("base64url"),
    ])("refuse a cursor that is none: %s", async (cursor) => {
      const refused = index().search(aQuery(), { limit: 5, cursor });
      await expect(refused).rejects.toThrow(AppError);
      await expect(refused).rejects.toMatchObject({ code: "bad_request", field: "cursor" });
    });
  });
}
