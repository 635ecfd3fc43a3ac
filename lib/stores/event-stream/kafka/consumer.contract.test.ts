import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import kafkajs from "kafkajs";
import { afterAll, afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { type EventStream, type StreamConsumer, StreamUnavailable } from "../port.ts";
import { openKafkaStream } from "./open.ts";

const { Kafka, logLevel } = kafkajs;
const brokers = inject("kafkaBrokers");
const prefix = `test-${randomUUID()}.`;
const TOPIC = "interactions";
const LIMITS = { maxRecords: 50, maxBytes: 4 * 1024 * 1024, waitMs: 200 };
const PATIENCE_MS = 40_000;
/** A member that Kafka hears nothing of for 10 s has lost its partitions. */
const LONGER_THAN_A_SESSION_MS = 12_000;
/** Far more than what waits between kafkajs and its caller. */
const MESSAGES = 300;
const BYTES = 100_000;

/** What real brokers do with a member that does not keep up. Skipped when KAFKA_TEST_BROKERS is not set. */
describe.skipIf(brokers === null)("a slow reader of Kafka (KAFKA_TEST_BROKERS)", () => {
  const open = () => openKafkaStream({ brokers: brokers ?? [], prefix });
  let streams: EventStream[];
  let seen: Map<string, number>;

  beforeEach(async () => {
    streams = [await open(), await open()];
    seen = new Map();
  });

  afterEach(async () => {
    await Promise.all(streams.map((stream) => stream.close()));
  });

  afterAll(async () => {
    const admin = new Kafka({ brokers: brokers ?? [], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const topics = (await admin.listTopics()).filter((name) => name.startsWith(prefix));
    await admin.deleteTopics({ topics });
    await admin.disconnect();
  });

  const [first, second] = [() => at(0), () => at(1)];
  function at(index: number): EventStream {
    const stream = streams[index];
    if (stream === undefined) throw new Error("two streams");
    return stream;
  }

  const append = (name: string, count: number) =>
    first().append(
      TOPIC,
      Array.from({ length: count }, (_, n) => ({
        key: `${name}-${n}`,
        value: randomBytes(BYTES),
      })),
    );

  function note(records: { key: string | null }[]): void {
    for (const { key } of records) seen.set(key ?? "", (seen.get(key ?? "") ?? 0) + 1);
  }

  /** Takes and acknowledges until so many different ones were seen. */
  async function read(consumer: StreamConsumer, different: number): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    while (seen.size < different) {
      if (performance.now() > deadline) throw new Error(`Only ${seen.size} came in time`);
      const batch = await consumer.next(LIMITS);
      note(batch?.records ?? []);
      await batch?.acknowledge().catch((error: unknown) => {
        if (!(error instanceof StreamUnavailable)) throw error;
      });
    }
  }

  const lag = async (group: string) =>
    (await first().lag(TOPIC, group)).reduce((sum, partition) => sum + partition.lag, 0);

  it("stays a member although it takes and acknowledges nothing for longer than a session", async () => {
    await append("slow", MESSAGES);
    const consumer = await first().consume(TOPIC, "slow");
    const batch = await consumer.next({ ...LIMITS, waitMs: PATIENCE_MS });
    note(batch?.records ?? []);
    await pause(LONGER_THAN_A_SESSION_MS);
    await batch?.acknowledge(); // refused after a rebalance
    await read(consumer, MESSAGES);
    expect([...seen.values()].every((times) => times === 1)).toBe(true);
    expect(await lag("slow")).toBe(0);
  }, 90_000);

  it("loses nothing when another joins and leaves while its partitions are paused", async () => {
    const before = await first().lag(TOPIC, "shared");
    const kept = before.reduce((sum, partition) => sum + partition.lag, 0);
    await append("shared", MESSAGES);
    const slow = await first().consume(TOPIC, "shared");
    const held = await slow.next({ ...LIMITS, waitMs: PATIENCE_MS });
    const quick = await second().consume(TOPIC, "shared");

    // Taking part is the only sign of a rebalance: the other one has something to read.
    const taken = await quick.next({ ...LIMITS, waitMs: PATIENCE_MS });
    expect(taken?.records.length).toBeGreaterThan(0);
    await expect(held?.acknowledge()).rejects.toBeInstanceOf(StreamUnavailable);

    note(taken?.records ?? []);
    await taken?.acknowledge();
    await Promise.all([read(slow, kept + MESSAGES), read(quick, kept + MESSAGES)]);

    await quick.close();
    await append("after", 60);
    await read(slow, kept + MESSAGES + 60);
    await expect.poll(() => lag("shared"), { timeout: PATIENCE_MS }).toBe(0);
  }, 120_000);
});
