import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeKafka } from "../../../testing/fake-kafka.ts";
import { type StreamBatch, StreamUnavailable } from "../port.ts";
import { KafkaConsumer } from "./consumer.ts";

const LIMITS = { maxRecords: 100, maxBytes: 1024 * 1024, waitMs: 0 };
const MIB = 1024 * 1024;

let kafka: FakeKafka;
let consumer: KafkaConsumer;
let startAt: Map<number, number> | undefined;

async function open(...partitions: number[]): Promise<void> {
  consumer = new KafkaConsumer({
    kafka: kafka.kafka,
    admin: kafka.admin,
    topic: "interactions",
    topicName: kafka.topicName,
    groupId: "group",
    partitions: 2,
    ...(startAt === undefined ? {} : { startAt }),
  });
  await consumer.join();
  kafka.join(...partitions);
}

beforeEach(async () => {
  kafka = new FakeKafka();
  startAt = undefined;
  await open(0, 1);
});

afterEach(async () => {
  await consumer.close();
  vi.useRealTimers();
});

async function next(limits = LIMITS): Promise<StreamBatch> {
  const batch = await consumer.next(limits);
  if (batch === null) throw new Error("nothing to take");
  return batch;
}

const offsets = (batch: StreamBatch) => batch.records.map(({ partition, offset }) => [partition, offset]);

describe("isStale() sees seeks, not revocation", () => {
  it("so what was delivered before a rebalance is never committed after it, although the partition came back", async () => {
    await kafka.fetched(0, 0, 3);
    const before = await next();
    kafka.join(0, 1);
    await expect(before.acknowledge()).rejects.toBeInstanceOf(StreamUnavailable);
    expect(kafka.commits).toEqual([]);
  });

  it("so a batch that would have waited for an earlier one is refused after a rebalance, too", async () => {
    await kafka.fetched(0, 0, 2);
    await next({ ...LIMITS, maxRecords: 1 });
    const later = await next();
    kafka.join(0, 1);
    await expect(later.acknowledge()).rejects.toBeInstanceOf(StreamUnavailable);
  });

  it("so what waited for the caller during a rebalance is not delivered: another may have it now", async () => {
    await kafka.fetched(0, 0, 3);
    await kafka.fetched(1, 0, 3);
    kafka.join(1);
    expect(await consumer.next(LIMITS)).toBeNull();
    await kafka.fetched(1, 0, 2);
    expect(offsets(await next())).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });

  it("so a batch that was being looked at during a rebalance is neither delivered nor resolved", async () => {
    const asked = Promise.withResolvers<void>();
    kafka.beforeAsked = () => asked.promise;
    const looking = kafka.fetched(0, 0, 3);
    kafka.join(1);
    asked.resolve();
    await looking;
    expect(await consumer.next(LIMITS)).toBeNull();
    expect(kafka.resolved.size).toBe(0);
  });

  it("so a commit that is under way when the partition goes is not taken for done", async () => {
    await kafka.fetched(0, 0, 3);
    const batch = await next();
    kafka.beforeCommit = () => kafka.join(1);
    await expect(batch.acknowledge()).rejects.toBeInstanceOf(StreamUnavailable);
  });
});

describe("resolveOffset() does not order", () => {
  it("so a fetch from beyond the committed offset is not delivered, and reading goes back to it", async () => {
    kafka.committed.set(0, 40);
    kafka.ends.set(0, 100);
    await kafka.fetched(0, 60, 10);
    expect(await consumer.next(LIMITS)).toBeNull();
    expect(kafka.resolved.size).toBe(0);
    expect(kafka.seeks).toEqual([{ partition: 0, offset: 40 }]);
    await kafka.fetched(0, 40, 2);
    expect(offsets(await next())).toEqual([
      [0, 40],
      [0, 41],
    ]);
  });

  it("so a fetch that repeats what was taken is not delivered twice", async () => {
    kafka.ends.set(0, 100);
    await kafka.fetched(0, 0, 3);
    await kafka.fetched(0, 0, 3);
    expect((await next()).records).toHaveLength(3);
    expect(kafka.resolved.get(0)).toBe(3);
    expect(kafka.seeks).toEqual([{ partition: 0, offset: 3 }]);
  });
});

describe("commitOffsetsIfNecessary() does nothing without thresholds", () => {
  it("so commits are explicit, and nothing is committed but what is acknowledged", async () => {
    expect(kafka.runConfig).toMatchObject({ autoCommit: false, eachBatchAutoResolve: false });
    await kafka.fetched(0, 0, 3);
    await kafka.fetched(1, 0, 2);
    const batch = await next();
    expect(kafka.commits).toEqual([]);
    await batch.acknowledge();
    expect(kafka.commits).toEqual([{ 0: 3, 1: 2 }]);
  });

  it("so they are contiguous: what is acknowledged out of order waits for what came before", async () => {
    await kafka.fetched(0, 0, 3);
    const [first, second, third] = [
      await next({ ...LIMITS, maxRecords: 1 }),
      await next({ ...LIMITS, maxRecords: 1 }),
      await next({ ...LIMITS, maxRecords: 1 }),
    ];
    await third.acknowledge();
    expect(kafka.commits).toEqual([]);
    await first.acknowledge();
    await second.acknowledge();
    expect(kafka.commits).toEqual([{ 0: 1 }, { 0: 3 }]);
  });

  it("so they go one after the other: an earlier one that takes long never takes a later one back", async () => {
    await kafka.fetched(0, 0, 2);
    const [first, second] = [
      await next({ ...LIMITS, maxRecords: 1 }),
      await next({ ...LIMITS, maxRecords: 1 }),
    ];
    const slow = Promise.withResolvers<void>();
    kafka.beforeCommit = () => slow.promise;
    const acknowledged = first.acknowledge();
    kafka.beforeCommit = () => undefined;
    const later = second.acknowledge();
    slow.resolve();
    await Promise.all([acknowledged, later]);
    expect(kafka.commits.at(-1)).toEqual({ 0: 2 });
  });
});

describe("kafkajs hides commit markers and aborted records", () => {
  const skipped = async (partition: number, first: number, next: number) => {
    kafka.skipped(partition, first, next);
    await setImmediate();
  };

  it("so the commit passes those behind the last record, once all of the partition is acknowledged", async () => {
    await kafka.fetched(0, 0, 2, 1, 1);
    const first = await next({ ...LIMITS, maxRecords: 1 });
    await first.acknowledge();
    await (await next()).acknowledge();
    expect(kafka.commits).toEqual([{ 0: 1 }, { 0: 3 }]);
  });

  it("so a stretch of nothing else is handled, also when it is the first that comes", async () => {
    kafka.committed.set(0, 4);
    await skipped(0, 4, 6);
    expect(kafka.commits).toEqual([{ 0: 6 }]);
    await kafka.fetched(0, 6, 1);
    expect(offsets(await next())).toEqual([[0, 6]]);
    expect(kafka.seeks).toEqual([]);
  });

  it("so such a stretch waits for the records before it", async () => {
    await kafka.fetched(0, 0, 2);
    await skipped(0, 2, 3);
    const batch = await next();
    await skipped(0, 3, 4);
    expect(kafka.commits).toEqual([]);
    await batch.acknowledge();
    expect(kafka.commits).toEqual([{ 0: 4 }]);
  });

  it("so a stretch from beyond the committed offset is not believed, until it comes again from there", async () => {
    kafka.committed.set(0, 4);
    await skipped(0, 60, 62);
    expect(kafka.commits).toEqual([]);
    expect(kafka.seeks).toEqual([{ partition: 0, offset: 4 }]);
    await skipped(0, 60, 62);
    expect(kafka.commits).toEqual([{ 0: 62 }]);
  });

  it("so a stretch is fetched again when nobody could say where the group stands", async () => {
    kafka.committed.set(0, 4);
    kafka.beforeAsked = () => {
      throw new Error("no broker");
    };
    await skipped(0, 4, 6);
    expect(kafka.seeks).toEqual([{ partition: 0, offset: 4 }]);
    kafka.beforeAsked = () => undefined;
    await skipped(0, 4, 6);
    expect(kafka.commits).toEqual([{ 0: 6 }]);
  });

  it("so one of a partition that was taken away is none of this reader's", async () => {
    kafka.join(1);
    await skipped(0, 0, 2);
    expect(kafka.commits).toEqual([]);
  });

  it("so a range that ends with them is read to its end, and leaves no commit behind", async () => {
    await consumer.close();
    startAt = new Map([[0, 4]]);
    await open(0);
    await skipped(0, 4, 6);
    expect(consumer.reached(new Map([[0, 6]]))).toBe(true);
    expect(kafka.commits).toEqual([]);
  });
});

describe("a commit that did not happen", () => {
  it("because kafkajs was not running, which it calls done, is no acknowledgement", async () => {
    await kafka.fetched(0, 0, 3);
    const batch = await next();
    kafka.running = false;
    await expect(batch.acknowledge()).rejects.toBeInstanceOf(StreamUnavailable);
  });

  it("because the group's coordinator was away is made up for, although nothing else is acknowledged", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    await consumer.close();
    await open(0);
    await kafka.fetched(0, 0, 3);
    kafka.beforeCommit = () => {
      throw new Error("no coordinator");
    };
    await expect((await next()).acknowledge()).rejects.toThrow("Kafka took no commit: no coordinator");
    kafka.beforeCommit = () => undefined;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(kafka.commits).toEqual([{ 0: 3 }]);
  });
});

describe("a crash of kafkajs", () => {
  it("that it does not recover from makes reading fail, so that the worker exits", async () => {
    const waiting = consumer.next({ ...LIMITS, waitMs: 60_000 });
    kafka.crash(new TypeError("not retriable"), false);
    await expect(waiting).rejects.toThrow("not retriable");
    await expect(consumer.next(LIMITS)).rejects.toThrow("not retriable");
  });

  it("that it recovers from voids what was delivered, like a rebalance", async () => {
    await kafka.fetched(0, 0, 3);
    const batch = await next();
    kafka.crash(new Error("connection lost"), true);
    await expect(batch.acknowledge()).rejects.toBeInstanceOf(StreamUnavailable);
    kafka.join(0);
    await kafka.fetched(0, 0, 1);
    expect(offsets(await next())).toEqual([[0, 0]]);
  });
});

describe("a caller that does not keep up", () => {
  const big = (partition: number, from: number) => kafka.fetched(partition, from, 4, MIB / 2);

  it("pauses each partition once the buffer is full, and loses nothing that was fetched meanwhile", async () => {
    await big(0, 0);
    expect([...kafka.paused]).toEqual([]);
    await big(0, 4);
    expect([...kafka.paused]).toEqual([0]);
    await big(1, 0); // was under way
    expect([...kafka.paused]).toEqual([0, 1]);
    const taken: number[][] = [];
    for (let n = 0; n < 12; n += 1) taken.push(...offsets(await next({ ...LIMITS, maxBytes: 1 })));
    expect(taken).toEqual([
      ...[0, 1, 2, 3, 4, 5, 6, 7].map((o) => [0, o]),
      ...[0, 1, 2, 3].map((o) => [1, o]),
    ]);
  });

  it("lets all partitions be fetched again when half of the buffer is taken, not before", async () => {
    await big(0, 0);
    await big(1, 0);
    await big(0, 4);
    expect([...kafka.paused]).toEqual([1, 0]);
    for (let n = 0; n < 7; n += 1) await next({ ...LIMITS, maxBytes: 1 });
    expect([...kafka.paused]).toEqual([1, 0]);
    await next({ ...LIMITS, maxBytes: 1 });
    expect([...kafka.paused]).toEqual([]);
  });

  it("leaves nothing paused over a rebalance: a partition that comes back would never be fetched", async () => {
    await big(0, 0);
    await big(0, 4);
    expect([...kafka.paused]).toEqual([0]);
    kafka.join(1);
    expect([...kafka.paused]).toEqual([]);
  });
});

describe("a silent stop of kafkajs", () => {
  beforeEach(async () => {
    await consumer.close();
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
    await open(0);
  });

  it("is noticed when there is more to read and nothing moved for a minute", async () => {
    await kafka.fetched(0, 0, 3);
    await (await next()).acknowledge();
    kafka.ends.set(0, 4);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(await consumer.next(LIMITS)).toBeNull();
    await vi.advanceTimersByTimeAsync(11_000);
    await expect(consumer.next(LIMITS)).rejects.toThrow(
      "Kafka's client stopped reading test.interactions although there is more",
    );
  });

  it("is not what a quiet stream is, also when something comes just before the look", async () => {
    await kafka.fetched(0, 0, 3);
    await (await next()).acknowledge();
    kafka.ends.set(0, 3);
    await vi.advanceTimersByTimeAsync(3_600_000);
    kafka.ends.set(0, 4);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await consumer.next(LIMITS)).toBeNull();
  });

  it("is not what a partition is that ends with a commit marker, also when nothing else came of it", async () => {
    kafka.committed.set(0, 4);
    kafka.ends.set(0, 5);
    kafka.skipped(0, 4, 5);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(await consumer.next(LIMITS)).toBeNull();
  });

  it("is not what a caller is who takes long to acknowledge", async () => {
    await kafka.fetched(0, 0, 3);
    const batch = await next();
    kafka.ends.set(0, 50);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(await consumer.next(LIMITS)).toBeNull();
    await batch.acknowledge();
    expect(kafka.commits).toEqual([{ 0: 3 }]);
  });

  it("is not what an outage is: its end gives a minute to recover", async () => {
    kafka.ends.set(0, 4);
    kafka.beforeAsked = () => {
      throw new Error("no broker");
    };
    await vi.advanceTimersByTimeAsync(600_000);
    kafka.beforeAsked = () => undefined;
    await vi.advanceTimersByTimeAsync(50_000);
    expect(await consumer.next(LIMITS)).toBeNull();
    await vi.advanceTimersByTimeAsync(20_000);
    await expect(consumer.next(LIMITS)).rejects.toThrow("stopped reading");
  });

  it("is noticed, too, when kafkajs never joins again after a crash", async () => {
    kafka.ends.set(0, 4);
    kafka.crash(new Error("connection lost"), true);
    await vi.advanceTimersByTimeAsync(80_000);
    await expect(consumer.next(LIMITS)).rejects.toThrow("stopped reading");
  });
});
