import pino from "pino";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { DeadLetter } from "#lib/events/dead-letter.ts";
import { pseudonymizer } from "#lib/events/pseudonym.ts";
import { Watermarks } from "#lib/pipeline/watermark.ts";
import { IndexUnavailable } from "#lib/stores/event-index/port.ts";
import { StreamUnavailable } from "#lib/stores/event-stream/port.ts";
import { anEvent } from "#lib/testing/builders.ts";
import { indexEvents } from "./index-events.ts";
import { createMetrics } from "./metrics.ts";
import { FakeIndex, FakeStream } from "./testing/fakes.ts";

let stream: FakeStream;
let index: FakeIndex;
let watermarks: Watermarks;
/** What the worker said, line by line. */
let said: string[];

beforeEach(() => {
  said = [];
  stream = new FakeStream();
  index = new FakeIndex();
  watermarks = new Watermarks(0);
});

/** Runs the worker until the condition holds, then stops it and waits until it drained. */
async function workUntil(condition: () => void): Promise<void> {
  const stop = new AbortController();
  const clock = { now: () => Date.parse("2026-03-02T10:16:00Z") + performance.now() };
  const deps = {
    stream: stream.asStream(),
    index: index.asIndex(),
    clock,
    log: pino({ level: "warn" }, { write: (line: string) => said.push(line) }),
    metrics: createMetrics(),
    accept: {
      incarnation: "fake",
      retentionMs: 30 * 86_400_000,
      pseudonymize: pseudonymizer("a key of at least 16 characters"),
    },
    watermarks,
    sightings: { saw: () => undefined, flush: async () => undefined },
    marks: { written: async () => undefined },
  };
  const running = indexEvents(deps, deps.stream, stop.signal);
  const failed = running.then(
    () => {
      throw new Error("the worker ended by itself");
    },
    (error: unknown) => {
      throw error;
    },
  );
  try {
    await Promise.race([vi.waitFor(condition, { timeout: 4_000, interval: 5 }), failed]);
  } finally {
    failed.catch(() => undefined);
    stop.abort();
  }
  await running;
}

const events = (count: number, prefix = "e") =>
  Array.from({ length: count }, (_, item) => JSON.stringify(anEvent({ id: `${prefix}-${item}` })));
const letters = () => stream.dead.map(({ value }) => JSON.parse(String(value)) as DeadLetter);

describe("from the stream into the index", () => {
  test("every event is written and acknowledged", async () => {
    stream.produce(...events(100));
    await workUntil(() => expect(stream.acknowledged).toBe(100));
    expect(index.stored.size).toBe(100);
    expect(stream.dead).toEqual([]);
  });

  test("poison goes to the dead letters with its place and reason, and holds nothing up", async () => {
    stream.produce(
      ...events(2),
      null,
      "{nonsense",
      JSON.stringify(anEvent({ channel: "A" })),
      ...events(2, "f"),
    );
    await workUntil(() => expect(stream.acknowledged).toBe(7));
    expect([...index.stored.keys()]).toEqual(["e-0", "e-1", "f-0", "f-1"]);
    expect(letters()).toMatchObject([
      { topic: "api-requests", partition: 0, offset: 2, reason: "tombstone", raw: null },
      { offset: 3, reason: "not_json", raw: Buffer.from("{nonsense").toString("base64") },
      { offset: 4, reason: "invalid_field", detail: expect.stringMatching(/^channel: /) },
    ]);
  });

  test("an event that was too far ahead when it came is so for a worker that reads it later", async () => {
    const early = JSON.stringify(anEvent({ timestamp: "2026-03-02T10:14:00Z" }));
    const inTime = JSON.stringify(anEvent({ id: "in-time", timestamp: "2026-03-02T10:11:00Z" }));
    stream.produceAt(Date.parse("2026-03-02T10:06:00Z"), early, inTime);
    await workUntil(() => expect(stream.acknowledged).toBe(2));
    expect(letters()).toMatchObject([{ offset: 0, reason: "too_far_ahead" }]);
    expect([...index.stored.keys()]).toEqual(["in-time"]);
  });

  test("a duplicate is harmless", async () => {
    stream.produce(...events(3), ...events(3));
    await workUntil(() => expect(stream.acknowledged).toBe(6));
    expect(index.stored.size).toBe(3);
    expect(stream.dead).toEqual([]);
  });

  test("an event that the index refuses for good becomes a dead letter, as it came", async () => {
    stream.produce(...events(3));
    index.refuse = ({ id }) => (id === "e-1" ? { status: "rejected", reason: "no such shard" } : null);
    await workUntil(() => expect(stream.acknowledged).toBe(3));
    expect(letters()).toMatchObject([{ offset: 1, reason: "refused_by_index", detail: "no such shard" }]);
    expect([...index.stored.keys()]).toEqual(["e-0", "e-2"]);
  });

  test("only what was refused for now is tried again", async () => {
    let tries = 0;
    stream.produce(...events(3));
    index.refuse = ({ id }) => {
      if (id !== "e-1") return null;
      tries += 1;
      return tries <= 2 ? { status: "retry", reason: "busy" } : null;
    };
    await workUntil(() => expect(stream.acknowledged).toBe(3));
    expect(index.writes).toEqual([["e-0", "e-1", "e-2"], ["e-1"], ["e-1"]]);
  });

  test("what stays refused for now is said once and then now and then, with the reason", async () => {
    stream.produce(...events(3));
    index.refuse = ({ id }) =>
      id === "e-1" ? { status: "retry", reason: "index [api-requests-2026.03.02.10] blocked" } : null;
    await workUntil(() => expect(index.writes.length).toBe(6));
    expect(said.map((line) => JSON.parse(line))).toMatchObject([
      { events: 1, tries: 0, reason: "index [api-requests-2026.03.02.10] blocked" },
    ]);
    expect(stream.acknowledged).toBe(0);
  });

  test("the watermark follows what is written", async () => {
    stream.produce(...events(5));
    await workUntil(() => expect(stream.acknowledged).toBe(5));
    expect(watermarks.searchable(0)).toEqual([{ partition: 0, offset: 5, completeTo: 1_004 }]);
  });

  test("the watermark stays behind the clock when a producer's is ahead, also with a record that is refused", async () => {
    const now = Date.parse("2026-03-02T10:16:00Z");
    stream.produceAt(now + 20 * 60_000, ...events(1), "{nonsense");
    await workUntil(() => expect(stream.acknowledged).toBe(2));
    const [progress] = watermarks.searchable(0);
    expect(progress?.offset).toBe(2);
    expect(progress?.completeTo).toBeLessThanOrEqual(now + performance.now());
  });
});

describe("while a store is away", () => {
  test("nothing is acknowledged before it is written, and the index's return is enough", async () => {
    let away = true;
    stream.produce(...events(10));
    index.beforeWrite = () => {
      if (!away) return;
      expect(stream.acknowledged).toBe(0);
      throw new IndexUnavailable("away");
    };
    await workUntil(() => {
      if (index.writes.length >= 3) away = false;
      expect(stream.acknowledged).toBe(10);
    });
    expect(index.stored.size).toBe(10);
  });

  test("reading stops after a few batches, so memory stays bounded", async () => {
    stream.produce(...events(40_000));
    index.beforeWrite = () => {
      throw new IndexUnavailable("away");
    };
    await workUntil(() => expect(index.writes.length).toBeGreaterThan(5));
    expect(stream.largestRead).toBeLessThanOrEqual(12_000);
    expect(stream.acknowledged).toBe(0);
  });

  test("a slow index slows reading", async () => {
    stream.produce(...events(40_000));
    index.beforeWrite = () => new Promise((resolve) => setTimeout(resolve, 50));
    await workUntil(() => expect(stream.acknowledged).toBeGreaterThanOrEqual(16_000));
    expect(stream.largestRead).toBeLessThanOrEqual(16_000);
  });

  test("dead letters wait for the stream, and the acknowledgement for them", async () => {
    let refusals = 0;
    stream.produce("{nonsense");
    stream.beforeAppend = () => {
      refusals += 1;
      expect(stream.acknowledged).toBe(0);
      if (refusals <= 2) throw new StreamUnavailable("away");
    };
    await workUntil(() => expect(stream.acknowledged).toBe(1));
    expect(letters()).toHaveLength(1);
  });

  test("a lost consumer is opened anew, from the last acknowledgement", async () => {
    let reads = 0;
    stream.produce(...events(3));
    stream.beforeRead = () => {
      reads += 1;
      if (reads === 2) throw new StreamUnavailable("lost");
    };
    await workUntil(() => expect(stream.acknowledged).toBe(3));
    expect(stream.opened).toBeGreaterThanOrEqual(2);
    expect(stream.closed).toBe(stream.opened);
    expect(index.stored.size).toBe(3);
  });

  test("an acknowledgement that is refused because of a rebalance ends nothing", async () => {
    let refused = false;
    stream.produce(...events(3));
    stream.beforeAcknowledge = () => {
      if (refused) return;
      refused = true;
      throw new StreamUnavailable("not yours any more");
    };
    await workUntil(() => {
      if (refused && stream.records.length === 3) stream.produce(...events(1, "f"));
      expect(stream.acknowledged).toBe(4);
    });
    expect(index.stored.size).toBe(4);
  });
});

describe("an end", () => {
  test("by a signal drains: what was read is written and acknowledged", async () => {
    stream.produce(...events(10));
    await workUntil(() => expect(stream.largestRead).toBe(10));
    expect(stream.acknowledged).toBe(10);
    expect(stream.closed).toBe(1);
  });

  test("by a signal does not wait for an index that is away; the events stay in the stream", async () => {
    stream.produce(...events(10));
    index.beforeWrite = () => {
      throw new IndexUnavailable("away");
    };
    await workUntil(() => expect(index.writes.length).toBeGreaterThan(0));
    expect(stream.acknowledged).toBe(0);
  });

  test("by a consumer that is lost for good is loud, too: it is not opened anew in this process", async () => {
    stream.produce(...events(3));
    stream.beforeRead = () => {
      if (stream.acknowledged === 3) throw new Error("the client stopped reading");
    };
    await expect(workUntil(() => expect(stream.opened).toBe(2))).rejects.toThrow("stopped reading");
    expect([stream.opened, stream.closed]).toEqual([1, 1]);
  });

  test("by a defect is loud: a new process has to take over", async () => {
    stream.produce(...events(1));
    index.beforeWrite = () => {
      throw new TypeError("a defect");
    };
    await expect(workUntil(() => expect(stream.acknowledged).toBe(1))).rejects.toThrow("a defect");
    expect(stream.acknowledged).toBe(0);
    expect(stream.closed).toBe(1);
  });
});
