import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type InteractionEvent, interactionEvent } from "../interactions/event.ts";
import type { Happening } from "../interactions/happening.ts";
import { fakeClock } from "../testing/fake-clock.ts";
import { httpSink } from "./http-sink.ts";
import type { EventSink, SerializedEvent } from "./sink.ts";
import { createTracker } from "./tracker.ts";

const NOW = Date.parse("2026-03-02T10:15:30.250Z");
const maria = { user_id: "maria", platform: "web", country: "PT" } as const;
const recipe = {
  id: "r-1",
  trigger: { channel: "acme-chat", endpoint: "new_mention" },
  action: { channel: "lamps", endpoint: "blink" },
};

function tracking(send: EventSink["send"] = async () => 0) {
  const batches: SerializedEvent[][] = [];
  const sink: EventSink = {
    async send(events, signal) {
      const rejected = await send(events, signal);
      batches.push(events);
      return rejected;
    },
  };
  const tracker = createTracker({ sink, clock: fakeClock(NOW), limits: { maxAgeMs: 5 } });
  const events = (): InteractionEvent[] =>
    batches.flat().map(({ json }) => interactionEvent.parse(JSON.parse(String(json))));
  return { tracker, batches, events };
}

describe("a tracked interaction", () => {
  it("of a Recipe becomes an event for each of its Channels, of one Recipe and with an id of its own", async () => {
    const { tracker, events, batches } = tracking();
    tracker.track({
      ...maria,
      type: "recipe_created",
      recipe,
      properties: { experiment_onboarding: "guided" },
    });
    await tracker.flush(1_000);
    const side = {
      timestamp: "2026-03-02T10:15:30.250Z",
      ...maria,
      type: "recipe_created",
      recipe_id: "r-1",
    };
    expect(events()).toMatchObject([
      {
        ...side,
        channel: "acme-chat",
        properties: { kind: "trigger", endpoint: "new_mention", experiment_onboarding: "guided" },
      },
      {
        ...side,
        channel: "lamps",
        properties: { kind: "action", endpoint: "blink", experiment_onboarding: "guided" },
      },
    ]);
    expect(batches.flat().map(({ key }) => key)).toEqual(["acme-chat", "lamps"]);
    expect(new Set(events().map(({ id }) => id)).size).toBe(2);
  });

  it("within one Channel is two events even so: identity is Channel, id and hour", async () => {
    const { tracker, events } = tracking();
    const within = { ...recipe, action: { channel: "acme-chat", endpoint: "post_message" } };
    tracker.track({ ...maria, type: "recipe_run", recipe: within });
    await tracker.flush(1_000);
    expect(new Set(events().map(({ channel, id }) => `${channel} ${id}`)).size).toBe(2);
  });

  it.each<[Happening, string]>([
    [{ ...maria, type: "channel_connected", channel: "lamps" }, "lamps"],
    [{ ...maria, type: "page_viewed", channel: "lamps" }, "lamps"],
    [{ ...maria, type: "page_viewed" }, "maria"],
  ])("%o is one event with the key %s", async (happening, key) => {
    const { tracker, batches } = tracking();
    tracker.track(happening);
    await tracker.flush(1_000);
    expect(batches.flat().map((event) => event.key)).toEqual([key]);
  });

  it("that is no event costs nobody anything, and is counted", async () => {
    const { tracker, events } = tracking();
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    const broken: unknown[] = [
      { ...maria, type: "recipe_created" },
      { ...maria, type: "channel_connected", channel: "No Slug" },
      { ...maria, type: "page_viewed", properties: circle },
      { type: "page_viewed" },
      null,
    ];
    for (const each of broken) expect(() => tracker.track(each as Happening)).not.toThrow();
    tracker.track({ ...maria, type: "page_viewed" });
    await tracker.flush(1_000);
    expect(events()).toHaveLength(1);
    expect(tracker.stats).toEqual({ queued: 0, sent: 1, dropped: 0, rejected: 0, invalid: 5 });
  });

  it("waits while the sink is away, and is sent again", async () => {
    let failures = 2;
    const { tracker, events } = tracking(async () => {
      failures -= 1;
      if (failures >= 0) throw new Error("away");
      return 0;
    });
    tracker.track({ ...maria, type: "page_viewed" });
    await tracker.flush(3_000);
    expect(events()).toHaveLength(1);
  });

  it("is dropped and counted when too much waits already", async () => {
    const tracker = createTracker({
      sink: { send: () => new Promise(() => undefined) },
      clock: fakeClock(NOW),
      limits: { queueBytes: 400, maxAgeMs: 60_000 },
    });
    for (let n = 0; n < 10; n += 1) tracker.track({ ...maria, type: "page_viewed" });
    expect(tracker.stats.queued).toBeLessThan(4);
    expect(tracker.stats.queued + tracker.stats.dropped).toBe(10);
  });

  it("goes to its own collector where nothing but HTTP is there", async () => {
    const posts: { path: string | undefined; lines: string[] }[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const lines = String(gunzipSync(Buffer.concat(chunks)))
          .trim()
          .split("\n");
        posts.push({ path: request.url, lines });
        response.writeHead(202).end(JSON.stringify({ data: { accepted: lines.length } }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const sink = httpSink({ url, collector: "interactions", apiKey: "cs_key" });
    const tracker = createTracker({ sink, clock: fakeClock(NOW) });
    tracker.track({ ...maria, type: "recipe_enabled", recipe });
    await tracker.close(3_000);
    server.close();
    expect(posts).toEqual([
      { path: "/api/v1/interactions", lines: [expect.any(String), expect.any(String)] },
    ]);
    expect(tracker.stats).toMatchObject({ sent: 2, invalid: 0 });
  });
});
