import { describe, expect, it } from "vitest";
import { Outbox, type OutboxLimits } from "./outbox.ts";
import type { EventSink, SerializedEvent } from "./sink.ts";

const LIMITS: OutboxLimits = { maxCount: 10, maxBytes: 10_000, maxAgeMs: 5, queueBytes: 100_000 };

const event = (json: string): SerializedEvent => ({ key: "acme", json: Buffer.from(json) });

function recordingSink(fail: (batch: number) => boolean = () => false) {
  const batches: string[][] = [];
  let calls = 0;
  const sink: EventSink = {
    async send(events) {
      calls += 1;
      if (fail(calls)) throw new Error("down");
      batches.push(events.map(({ json }) => json.toString()));
      return 0;
    },
  };
  return { sink, batches };
}

describe("the outbox", () => {
  it("sends a batch when its first event has waited long enough", async () => {
    const { sink, batches } = recordingSink();
    const outbox = new Outbox(sink, LIMITS);
    for (const json of ["1", "2", "3"]) outbox.put(event(json));
    expect(batches).toEqual([]);
    await expect.poll(() => batches).toEqual([["1", "2", "3"]]);
    expect(outbox.stats).toEqual({ queued: 0, sent: 3, dropped: 0, rejected: 0 });
  });

  it("sends at once when a batch is full, by count or by bytes, and keeps the order", async () => {
    const { sink, batches } = recordingSink();
    const outbox = new Outbox(sink, { ...LIMITS, maxAgeMs: 60_000 });
    for (let n = 0; n < 25; n += 1) outbox.put(event(`${n}`));
    await outbox.flush(1_000);
    expect(batches.flat().map(Number)).toEqual(Array.from({ length: 25 }, (_, n) => n));
    expect(Math.max(...batches.map(({ length }) => length))).toBe(10);

    outbox.put(event("x".repeat(9_000)));
    outbox.put(event("y".repeat(9_000)));
    await expect.poll(() => batches.length).toBe(5);
  });

  it("tries the same batch again while the sink is down", async () => {
    const { sink, batches } = recordingSink((call) => call < 3);
    const outbox = new Outbox(sink, LIMITS);
    outbox.put(event("kept"));
    await expect.poll(() => batches, { timeout: 5_000 }).toEqual([["kept"]]);
  });

  it("drops and counts what the queue cannot hold, and never throws", () => {
    const { sink } = recordingSink(() => true);
    const outbox = new Outbox(sink, { ...LIMITS, queueBytes: 50 });
    for (let n = 0; n < 20; n += 1) outbox.put(event("0123456789"));
    expect(outbox.stats).toEqual({ queued: 5, sent: 0, dropped: 15, rejected: 0 });
  });

  it("counts what the sink refuses for good, without trying again", async () => {
    const outbox = new Outbox({ send: async (events) => events.length - 1 }, LIMITS);
    for (const json of ["1", "2", "3"]) outbox.put(event(json));
    await outbox.flush(1_000);
    expect(outbox.stats).toEqual({ queued: 0, sent: 1, dropped: 0, rejected: 2 });
  });

  it("gives up at the deadline of its close, and counts the rest as dropped", async () => {
    let aborted = false;
    const hanging: EventSink = {
      send: (_events, signal) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => {
            aborted = true;
            reject(new Error("aborted"));
          });
        }),
    };
    const outbox = new Outbox(hanging, LIMITS);
    for (const json of ["1", "2"]) outbox.put(event(json));
    const started = performance.now();
    await outbox.close(100);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(aborted).toBe(true);
    expect(outbox.stats).toEqual({ queued: 0, sent: 0, dropped: 2, rejected: 0 });
    outbox.put(event("late"));
    expect(outbox.stats.dropped).toBe(3);
  });
});
