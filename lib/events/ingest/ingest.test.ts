import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { KeyHolder, Viewer } from "../../channels/access.ts";
import type { EventStream, StreamMessage } from "../../stores/event-stream/port.ts";
import { StreamUnavailable } from "../../stores/event-stream/port.ts";
import { anEvent } from "../../testing/builders.ts";
import { fakeClock } from "../../testing/fake-clock.ts";
import { pseudonymizer } from "../pseudonym.ts";
import { apiRequestIntake } from "./api-requests.ts";
import { type IngestDeps, ingest } from "./ingest.ts";
import type { LineReason } from "./intake.ts";
import { RateLimit } from "./rate-limit.ts";

const clock = fakeClock("2026-03-02T10:16:00Z");
const acmeKey: KeyHolder = { type: "key", id: "key-1", channel: "acme-chat", scopes: ["events:write"] };

let appended: StreamMessage[];
let refused: LineReason[];
let deps: IngestDeps;

beforeEach(() => {
  appended = [];
  refused = [];
  const stream = {
    append: async (_topic: string, messages: StreamMessage[]) => {
      appended.push(...messages);
    },
  } as unknown as EventStream;
  deps = {
    stream,
    clock,
    rateLimit: new RateLimit({ perSecond: 100, burst: 100_000 }),
    pseudonymKey: "a key of at least 16 characters",
    retentionMs: 30 * 86_400_000,
    onRejected: (reason) => refused.push(reason),
  };
});

function post(body: string | Buffer, headers: Record<string, string> = {}): Request {
  return new Request("https://channelscope.example/api/v1/events", {
    method: "POST",
    headers: { "Content-Type": "application/x-ndjson", ...headers },
    body: body as BodyInit,
  });
}
const ndjson = (...events: unknown[]) => events.map((event) => JSON.stringify(event)).join("\n");
const send = (body: string | Buffer, headers?: Record<string, string>, viewer: Viewer = acmeKey) =>
  ingest(deps, apiRequestIntake, { viewer, request: post(body, headers) });
const values = () => appended.map(({ value }) => JSON.parse(String(value)) as Record<string, unknown>);

describe("events over HTTP", () => {
  test("enter the stream under their Channel's key, line by line", async () => {
    const result = await send(ndjson(anEvent({ id: "a" }), anEvent({ id: "b" })));
    expect(result).toEqual({ accepted: 2, rejected: 0, errors: [] });
    expect(appended.map(({ key }) => key)).toEqual(["acme-chat", "acme-chat"]);
    expect(values().map(({ id }) => id)).toEqual(["a", "b"]);
  });

  test("come as a JSON array, too", async () => {
    const body = JSON.stringify([anEvent(), anEvent()]);
    expect(await send(body, { "Content-Type": "application/json; charset=utf-8" })).toMatchObject({
      accepted: 2,
    });
  });

  test("come packed, too", async () => {
    const body = gzipSync(ndjson(anEvent()));
    expect(await send(body, { "Content-Encoding": "gzip" })).toMatchObject({ accepted: 1 });
  });

  test("carry no secret and no platform user id into the stream", async () => {
    await send(
      ndjson(
        anEvent({
          url: "https://ann:pw@api.acme.example/?token=s3cr3t",
          user_id: "ann@acme.example",
          request_headers: { Authorization: "Bearer s3cr3t" },
          error_message: "Bearer s3cr3t0000 refused",
        }),
      ),
    );
    expect(String(appended[0]?.value)).not.toMatch(/s3cr3t|ann[:@]/);
    expect(values()[0]?.user_id).toMatch(/^u_[a-z2-7]{16}$/);
  });

  test("of a Channel's key are of the Channel's own pseudonyms, which tell nobody whose others are", async () => {
    const by = async (viewer: Viewer, fields: Parameters<typeof anEvent>[0]) => {
      await send(ndjson(anEvent(fields)), {}, viewer);
      return values().at(-1)?.user_id;
    };
    const platformKey = { ...acmeKey, channel: null };
    const platforms = await by(platformKey, { user_id: "18442" });
    const channels = await by(acmeKey, { user_id: "18442" });
    expect(platforms).toBe(pseudonymizer(deps.pseudonymKey)("18442"));
    expect(channels).toMatch(/^u_[a-z2-7]{16}$/);
    expect(channels).not.toBe(platforms);
    expect(await by({ ...acmeKey, id: "key-2" }, { user_id: "18442" })).toBe(channels);
    const other = { ...acmeKey, channel: "other" };
    expect([platforms, channels]).not.toContain(await by(other, { channel: "other", user_id: "18442" }));
    expect(await by(acmeKey, { user_id: String(platforms) })).toBe(platforms);
  });

  test("without id get the same one when the request is sent again, and different ones within it", async () => {
    const body = ndjson(anEvent({ id: undefined }), anEvent({ id: undefined }));
    await send(body);
    await send(body);
    const [first, second, again, secondAgain] = values().map(({ id }) => id);
    expect(first).not.toBe(second);
    expect([again, secondAgain]).toEqual([first, second]);
  });

  test("that are broken are answered with their line, and keep nothing else out", async () => {
    const body = [
      JSON.stringify(anEvent()),
      "{nonsense",
      "",
      JSON.stringify({ ...anEvent(), status_code: "200" }),
      "[1]",
      JSON.stringify(anEvent({ channel: "other" })),
      JSON.stringify(anEvent({ timestamp: "2020-01-01T00:00:00Z" })),
      JSON.stringify(anEvent({ timestamp: "2026-03-02T10:30:00Z" })),
      `${JSON.stringify(anEvent())}\r`,
      "",
    ].join("\n");
    expect(await send(body)).toEqual({
      accepted: 2,
      rejected: 6,
      errors: [
        { line: 2, message: "is not valid JSON" },
        { line: 4, field: "status_code", message: expect.stringContaining("expected number") },
        { line: 5, message: "must be a JSON object" },
        { line: 6, field: "channel", message: "is not this key's Channel" },
        { line: 7, field: "timestamp", message: "lies before what the index keeps" },
        { line: 8, field: "timestamp", message: "lies more than 5 minutes ahead" },
      ],
    });
    expect(refused).toEqual([
      "not_json",
      "invalid_field",
      "not_an_object",
      "other_channel",
      "too_old",
      "too_far_ahead",
    ]);
  });

  test("of any Channel are taken from an operator's key", async () => {
    const body = ndjson(anEvent({ channel: "one" }), anEvent({ channel: "two" }));
    expect(await send(body, {}, { ...acmeKey, channel: null })).toMatchObject({ accepted: 2 });
  });

  test("list a hundred errors at most", async () => {
    const result = await send("x\n".repeat(500));
    expect(result.rejected).toBe(500);
    expect(result.errors).toHaveLength(100);
  });
});

describe("a request is refused as a whole", () => {
  test("without a key, and without the scope", async () => {
    const person: Viewer = {
      type: "person",
      id: "p",
      email: "a@b.c",
      name: null,
      staff: "admin",
      memberships: [],
    };
    await expect(send(ndjson(anEvent()), {}, person)).rejects.toMatchObject({ code: "unauthenticated" });
    const reader: Viewer = { ...acmeKey, scopes: ["read"] };
    await expect(send(ndjson(anEvent()), {}, reader)).rejects.toMatchObject({ code: "forbidden" });
  });

  test.each([["text/plain"], ["application/x-www-form-urlencoded"], [""]])("as type %j", async (type) => {
    await expect(send("{}", { "Content-Type": type })).rejects.toMatchObject({ code: "unsupported_type" });
  });

  test("in another encoding", async () => {
    await expect(send("{}", { "Content-Encoding": "br" })).rejects.toMatchObject({
      code: "unsupported_type",
    });
  });

  test.each(["{}", "[{]", "null", "", '"x"'])("for a JSON body that is no array: %j", async (body) => {
    const type = { "Content-Type": "application/json" };
    await expect(send(body, type)).rejects.toMatchObject({ code: "bad_request" });
  });

  test("when it is empty or its gzip is broken", async () => {
    await expect(send("")).rejects.toMatchObject({ code: "bad_request" });
    const packed = { "Content-Encoding": "gzip" };
    await expect(send("no gzip", packed)).rejects.toMatchObject({ code: "bad_request" });
    const cut = gzipSync("x".repeat(10_000)).subarray(0, 30);
    await expect(send(cut, packed)).rejects.toMatchObject({ code: "bad_request" });
  });

  test("beyond 10 MB, packed or not", async () => {
    await expect(send(Buffer.alloc(11 * 1_048_576, "x"))).rejects.toMatchObject({ code: "too_large" });
    const bomb = gzipSync(Buffer.alloc(100 * 1_048_576), { level: 1 });
    const before = process.memoryUsage().rss;
    await expect(send(bomb, { "Content-Encoding": "gzip" })).rejects.toMatchObject({ code: "too_large" });
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1_048_576);
    expect(appended).toEqual([]);
  });

  test("beyond the key's rate, saying when to come again", async () => {
    deps.rateLimit = new RateLimit({ perSecond: 2, burst: 5 });
    const five = ndjson(...Array.from({ length: 5 }, () => anEvent()));
    await send(five);
    await expect(send(five)).rejects.toMatchObject({ code: "rate_limited", retryAfter: 3 });
    await send(five, {}, { ...acmeKey, id: "another key" });
    clock.advance(3_000);
    await send(five);
  });

  test("more than a burst at once is paid off afterwards", async () => {
    deps.rateLimit = new RateLimit({ perSecond: 10, burst: 5 });
    await send(ndjson(...Array.from({ length: 25 }, () => anEvent())));
    clock.advance(2_000);
    await expect(send(ndjson(anEvent()))).rejects.toMatchObject({ code: "rate_limited", retryAfter: 1 });
    clock.advance(500);
    await send(ndjson(anEvent()));
  });

  test("while the stream is down", async () => {
    deps.stream.append = async () => {
      throw new StreamUnavailable("down");
    };
    await expect(send(ndjson(anEvent()))).rejects.toBeInstanceOf(StreamUnavailable);
  });

  test("are refused when the stream hangs, instead of keeping the sender waiting", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const hanging = { append: () => new Promise<void>(() => undefined) } as unknown as EventStream;
      const refused = expect(
        ingest({ ...deps, stream: hanging }, apiRequestIntake, {
          viewer: acmeKey,
          request: post(ndjson(anEvent())),
        }),
      ).rejects.toBeInstanceOf(StreamUnavailable);
      await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
      await vi.advanceTimersByTimeAsync(10_000);
      await refused;
    } finally {
      vi.useRealTimers();
    }
  });
});
