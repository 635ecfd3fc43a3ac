import { expect, it } from "vitest";
import { systemScope } from "../../channels/access.ts";
import { aDocument } from "../../testing/builders.ts";
import { aQuery, countOf, HOUR, idsOf, MINUTE, series, store } from "./fixture.contract.ts";
import type { EventIndex } from "./port.ts";

/** Identity, outcomes per document, hours. */
export function describeWriting(index: () => EventIndex, another: () => Promise<EventIndex>): void {
  it("gives back what it was given, in every field", async () => {
    const full = aDocument({
      id: "full é ✓ 'quoted' \\ \t",
      timestamp: HOUR + 1,
      kind: "trigger",
      endpoint: "new_message",
      status_code: 503,
      duration_ms: 120.25,
      timings: { dns: 1.5, connect: 10, tls: 22.75, first_byte: 80 },
      error_type: "reset",
      error_origin: "platform",
      error_message: 'line one\nline two\r\n\ttab \\N backslash {"a": 1}',
      request_bytes: Number.MAX_SAFE_INTEGER,
      response_bytes: 0,
      attempt: 1,
      max_attempts: 5,
      request_id: "req-1",
      request_headers: { accept: "application/json", "x.dotted.key": "1" },
      response_headers: { "retry-after": "30" },
      response_excerpt: '{"error":"überlastet"}',
      recipe_id: "recipe-1",
      run_id: "run-1",
      schema_version: 1,
    });
    const bare = aDocument({
      id: "bare",
      timestamp: HOUR,
      kind: undefined,
      endpoint: undefined,
      method: undefined,
      url: undefined,
      user_id: undefined,
      worker: undefined,
      status_code: null,
      duration_ms: 0,
    });
    await store(index(), [full, bare]);
    const { events } = await index().search(aQuery(), { limit: 10 });
    for (const [place, { words: _, ...kept }] of [full, bare].entries()) {
      const given = Object.entries(kept).filter(([, value]) => value !== undefined);
      expect(events[place]).toEqual(Object.fromEntries(given));
    }
  });

  it("is the same event when Channel, id and UTC hour are the same", async () => {
    const event = aDocument({ id: "one", timestamp: HOUR + 5 });
    const others = [
      aDocument({ id: "one", timestamp: HOUR + 5, channel: "other-chat" }),
      aDocument({ id: "two", timestamp: HOUR + 5 }),
      aDocument({ id: "one", timestamp: HOUR + 60 * MINUTE }),
    ];
    await store(index(), [event, ...others]);
    expect(await index().write([event])).toEqual([{ status: "duplicate" }]);
    expect(await index().write([{ ...event, timestamp: HOUR + 6 }])).toEqual([{ status: "duplicate" }]);
    expect(await countOf(index())).toBe(4);
  });

  it("tells created and duplicate apart within one batch, and between processes", async () => {
    const [a, b, c] = series(3, (place) => ({ id: `event-${place}` }));
    if (a === undefined || b === undefined || c === undefined) throw new Error("three events");
    await store(index(), [a]);
    expect((await index().write([b, a, c, b])).map(({ status }) => status)).toEqual([
      "created",
      "duplicate",
      "created",
      "duplicate",
    ]);
    const second = await another();
    expect((await second.write([c, b, a])).map(({ status }) => status)).toEqual([
      "duplicate",
      "duplicate",
      "duplicate",
    ]);
    await second.close();
  });

  it("writes a batch again, whole or in part, as the same events", async () => {
    const events = series(5, (place) => ({ id: `event-${place}` }));
    const batch = index().batch();
    for (const event of events) batch.add(event);
    const statuses = async (positions?: number[]) =>
      (await batch.write(positions)).map(({ status }) => status);
    expect(await statuses([1, 3])).toEqual(["created", "created"]);
    expect(await statuses([0, 1])).toEqual(["created", "duplicate"]);
    expect(await statuses()).toEqual(["duplicate", "duplicate", "created", "duplicate", "created"]);
    await expect.poll(() => countOf(index()), { timeout: 10_000 }).toBe(5);
  });

  it("creates each of two batches' common events once, when both are written at the same time", async () => {
    const events = series(400, (place) => ({ id: `event-${place}` }));
    const second = await another();
    const [forwards, backwards] = await Promise.all([
      index().write(events),
      second.write([...events].reverse()),
    ]);
    await second.close();
    const created = [...forwards, ...backwards].filter(({ status }) => status === "created");
    expect(created).toHaveLength(400);
    await expect.poll(() => countOf(index()), { timeout: 10_000 }).toBe(400);
  });

  it("rejects a document that cannot be stored, alone and with a reason", async () => {
    const events = series(5, (place) => ({ id: `event-${place}` }));
    const broken = {
      ...aDocument({ id: "broken", timestamp: HOUR + 9 }),
      duration_ms: "long" as unknown as number,
    };
    const outcomes = await index().write([...events.slice(0, 2), broken, ...events.slice(2)]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      "created",
      "created",
      "rejected",
      "created",
      "created",
      "created",
    ]);
    expect(outcomes[2]).toMatchObject({ reason: expect.stringMatching(/\S/) });
  });

  it("survives text that stores dislike: NUL, lone surrogates, very long words", async () => {
    const awkward = [
      aDocument({ id: "nul", timestamp: HOUR + 2, error_message: "a\0b" }),
      aDocument({ id: "surrogate", timestamp: HOUR + 1, error_message: "a\uD800b" }),
      aDocument({
        id: "long",
        timestamp: HOUR,
        error_message: "x".repeat(2_048),
        words: ["x".repeat(2_048)],
      }),
    ];
    const outcomes = await index().write(awkward);
    for (const { status } of outcomes) expect(["created", "rejected"]).toContain(status);
    expect(outcomes[2]).toEqual({ status: "created" });
  });

  it("keeps hours apart at their very boundary, and names only existing ones", async () => {
    const last = aDocument({ id: "last", timestamp: HOUR + 60 * MINUTE - 1 });
    const first = aDocument({ id: "first", timestamp: HOUR + 60 * MINUTE });
    expect(await index().hours()).toEqual([]);
    await store(index(), [first, last]);
    expect(await index().hours()).toEqual([HOUR, HOUR + 60 * MINUTE]);
    const upTo = (to: number) => aQuery({ from: HOUR, to });
    expect(await idsOf(index(), upTo(HOUR + 60 * MINUTE))).toEqual(["last"]);
    expect(await idsOf(index(), upTo(HOUR + 60 * MINUTE + 1))).toEqual(["first", "last"]);
  });

  it("answers an empty batch, and ranges without any hour", async () => {
    expect(await index().write([])).toEqual([]);
    const nowhere = aQuery({ scope: systemScope(), from: 0, to: MINUTE });
    expect(await index().search(nowhere, { limit: 5 })).toEqual({ events: [], next: null });
    const { total, buckets } = await index().health(nowhere, { bucketMs: MINUTE, percentiles: true });
    expect([total.requests, total.p50, buckets]).toEqual([0, null, []]);
    expect(await index().groups(nowhere, { by: "channel", limit: 5 })).toEqual([]);
    expect(await index().signatures(nowhere, { limit: 5 })).toEqual([]);
    expect(await index().facets(nowhere, ["endpoint"], 5)).toEqual({ endpoint: [] });
  });
}
