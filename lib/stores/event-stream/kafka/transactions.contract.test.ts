import { randomUUID } from "node:crypto";
import kafkajs, { type Producer } from "kafkajs";
import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import type { EventStream } from "../port.ts";
import { openKafkaStream } from "./open.ts";

const { Kafka, logLevel } = kafkajs;
const brokers = inject("kafkaBrokers");
const LIMITS = { maxRecords: 50, maxBytes: 1024 * 1024, waitMs: 500 };
const PATIENCE = { timeout: 10_000, interval: 100 };
const GROUP = "transactions";

/** Kafka marks the end of each transaction with an offset of its own. Skipped when KAFKA_TEST_BROKERS is not set. */
describe.skipIf(brokers === null)("producers with transactions (KAFKA_TEST_BROKERS)", () => {
  const kafka = new Kafka({ brokers: brokers ?? ["127.0.0.1:1"], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  let prefix: string;
  let topic: string;
  let stream: EventStream;
  let producer: Producer;

  beforeEach(async () => {
    prefix = `test-${randomUUID()}.`;
    topic = `${prefix}interactions`;
    producer = kafka.producer({ transactionalId: prefix, idempotent: true, maxInFlightRequests: 1 });
    await Promise.all([admin.connect(), producer.connect()]);
    // A topic is known some time before it has a leader: kafkajs' own waiting for one fails then.
    await admin.createTopics({ waitForLeaders: false, topics: [{ topic, numPartitions: 1 }] });
    await vi.waitFor(() => admin.fetchTopicOffsets(topic), PATIENCE);
    stream = await openKafkaStream({ brokers: brokers ?? [], prefix });
  });

  afterEach(async () => {
    await Promise.all([stream.close(), producer.disconnect()]);
    const topics = (await admin.listTopics()).filter((name) => name.startsWith(prefix));
    await admin.deleteTopics({ topics });
    await admin.disconnect();
  });

  async function send(end: "commit" | "abort", ...values: string[]): Promise<void> {
    const transaction = await producer.transaction();
    await transaction.send({ topic, messages: values.map((value) => ({ value })) });
    await transaction[end]();
  }

  const standing = async () => (await stream.lag("interactions", GROUP))[0];

  it("leave no lag: neither behind what was committed, nor when nothing but an aborted one came", async () => {
    await send("commit", "one", "two");
    const consumer = await stream.consume("interactions", GROUP);
    const batch = await consumer.next({ ...LIMITS, waitMs: 10_000 });
    expect(batch?.records.map(({ value }) => String(value))).toEqual(["one", "two"]);
    await batch?.acknowledge();
    expect(await standing()).toMatchObject({ committed: 3, end: 3, lag: 0 });

    await send("abort", "three");
    await expect.poll(standing, PATIENCE).toMatchObject({ committed: 5, end: 5, lag: 0 });
    await consumer.close();
  });

  it("leave no lag to a group that stands before the mark, as it was left by a worker that did not pass it", async () => {
    await send("commit", "one", "two");
    await admin.setOffsets({
      groupId: `${prefix}${GROUP}.interactions`,
      topic,
      partitions: [{ partition: 0, offset: "2" }],
    });
    const consumer = await stream.consume("interactions", GROUP);
    expect(await consumer.next(LIMITS)).toBeNull();
    await expect.poll(standing, PATIENCE).toMatchObject({ committed: 3, lag: 0 });
    await send("commit", "three");
    const batch = await consumer.next({ ...LIMITS, waitMs: 10_000 });
    expect(batch?.records.map(({ value }) => String(value))).toEqual(["three"]);
    await consumer.close();
  });

  it("hold up no range that has only aborted records", async () => {
    await send("abort", "one");
    await send("abort", "two");
    const found: unknown[] = [];
    const range = stream.readRange("interactions", Date.now() - 60_000, Date.now() + 60_000);
    for await (const records of range) found.push(...records);
    expect(found).toEqual([]);
  }, 20_000);
});
