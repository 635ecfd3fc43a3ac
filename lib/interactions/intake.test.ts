import { beforeEach, describe, expect, test } from "vitest";
import type { KeyHolder, Viewer } from "../channels/access.ts";
import { type IngestDeps, ingest } from "../events/ingest/ingest.ts";
import type { LineReason } from "../events/ingest/intake.ts";
import { RateLimit } from "../events/ingest/rate-limit.ts";
import type { EventStream, StreamMessage } from "../stores/event-stream/port.ts";
import { fakeClock } from "../testing/fake-clock.ts";
import { acceptInteraction } from "./accept.ts";
import { interactionIntake } from "./intake.ts";

const clock = fakeClock("2026-03-02T10:16:00Z");
const acmeKey: KeyHolder = { type: "key", id: "key-1", channel: "acme-chat", scopes: ["events:write"] };
const operatorKey: KeyHolder = { ...acmeKey, id: "key-2", channel: null };
const connected = {
  id: "i-1",
  timestamp: "2026-03-02T10:15:59Z",
  user_id: "maria",
  type: "channel_connected",
  channel: "acme-chat",
};

let appended: { topic: string; message: StreamMessage }[];
let refused: LineReason[];
let deps: IngestDeps;

beforeEach(() => {
  appended = [];
  refused = [];
  const stream = {
    append: async (topic: string, messages: StreamMessage[]) => {
      appended.push(...messages.map((message) => ({ topic, message })));
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

function send(events: unknown[], viewer: Viewer = acmeKey) {
  const request = new Request("https://channelscope.example/api/v1/interactions", {
    method: "POST",
    headers: { "Content-Type": "application/x-ndjson" },
    body: events.map((event) => JSON.stringify(event)).join("\n"),
  });
  return ingest(deps, interactionIntake, { viewer, request });
}
const texts = () => appended.map(({ message }) => String(message.value));

describe("interactions over HTTP", () => {
  test("enter their topic under their Channel's key, without the platform's user id and without secrets", async () => {
    const result = await send([
      { ...connected, properties: { page: "/a?token=s3cr3tvalue" }, email: "m@x.example" },
    ]);
    expect(result).toEqual({ accepted: 1, rejected: 0, errors: [] });
    expect(appended).toMatchObject([{ topic: "interactions", message: { key: "acme-chat" } }]);
    expect(texts()[0]).not.toMatch(/maria|s3cr3t|x\.example/);
  });

  test("become, in the stream, what the archive accepts", async () => {
    await send([connected]);
    const [sent] = appended;
    const settings = { incarnation: "one", retentionMs: deps.retentionMs, pseudonymize: (id: string) => id };
    const position = { topic: "interactions", partition: 0, offset: 0 };
    const accepted = acceptInteraction(sent?.message.value ?? null, position, clock.now(), settings);
    expect(accepted).toMatchObject({ ok: { id: "i-1", type: "channel_connected", channel: "acme-chat" } });
  });

  test("without id get the same one when the request is sent again, and different ones within it", async () => {
    const anonymous = { ...connected, id: undefined };
    await send([anonymous, anonymous]);
    await send([anonymous, anonymous]);
    const [first, second, again, secondAgain] = texts();
    expect(first).not.toBe(second);
    expect([again, secondAgain]).toEqual([first, second]);
  });

  test("of another Channel, or of none, are errors of their line for a Channel's key", async () => {
    const nowhere = { ...connected, type: "page_viewed", channel: undefined };
    const result = await send([
      connected,
      { ...connected, channel: "other" },
      nowhere,
      { ...connected, type: "sneezed" },
    ]);
    expect(result).toEqual({
      accepted: 1,
      rejected: 3,
      errors: [
        { line: 2, field: "channel", message: "is not this key's Channel" },
        {
          line: 3,
          field: "channel",
          message: "is missing: only a key of all Channels may send events of none",
        },
        { line: 4, field: "type", message: expect.stringContaining("Invalid option") },
      ],
    });
    expect(refused).toEqual(["other_channel", "other_channel", "invalid_field"]);
  });

  test("of any Channel, and of none, are taken from an operator's key", async () => {
    const nowhere = { ...connected, id: "i-2", type: "page_viewed", channel: null };
    expect(await send([{ ...connected, channel: "other" }, nowhere], operatorKey)).toMatchObject({
      accepted: 2,
    });
    expect(appended.map(({ message }) => message.key)).toEqual(["other", expect.stringMatching(/^u_/)]);
  });

  test("that are too old or lie ahead are refused, as API requests are", async () => {
    const at = (timestamp: string) => ({ ...connected, timestamp });
    await send([at("2026-01-01T00:00:00Z"), at("2026-03-02T10:30:00Z")]);
    expect(refused).toEqual(["too_old", "too_far_ahead"]);
  });

  test("need the scope events:write", async () => {
    await expect(send([connected], { ...acmeKey, scopes: ["read"] })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
