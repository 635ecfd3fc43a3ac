import { randomUUID } from "node:crypto";
import kafkajs from "kafkajs";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { StreamUnavailable } from "../port.ts";
import { openKafkaStream } from "./open.ts";

const { CompressionTypes, Kafka, logLevel } = kafkajs;
const brokers = inject("kafkaBrokers");
const prefix = `test-${randomUUID()}.`;
const topic = `${prefix}api-requests`;

/** What only the Kafka adapter can show: other producers' batches. Skipped when KAFKA_TEST_BROKERS is not set. */
describe.skipIf(brokers === null)("the event stream on Kafka (KAFKA_TEST_BROKERS)", () => {
  const kafka = new Kafka({ brokers: brokers ?? ["127.0.0.1:1"], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();

  beforeAll(async () => {
    await admin.connect();
  });

  afterAll(async () => {
    await admin.deleteTopics({
      topics: (await admin.listTopics()).filter((name) => name.startsWith(prefix)),
    });
    await admin.disconnect();
  });

  it("reads batches of every codec, also those that the broker itself compressed anew", async () => {
    // The broker decompresses what the adapter wrote with LZ4 and stores it with zstd: both sides understand it.
    await admin.createTopics({
      topics: [
        { topic, numPartitions: 2, configEntries: [{ name: "compression.type", value: "zstd" }] },
        { topic: `${prefix}interactions`, numPartitions: 1 },
      ],
    });
    const stream = await openKafkaStream({ brokers: brokers ?? [], prefix });
    const sent = Array.from({ length: 500 }, (_, n) => `{"n":${n},"text":"${"channelscope ".repeat(5)}"}`);
    await stream.append(
      "api-requests",
      sent.map((value, n) => ({ key: `k${n % 5}`, value: Buffer.from(value) })),
    );
    const producer = kafka.producer();
    await producer.connect();
    const codecs = [
      CompressionTypes.None,
      CompressionTypes.GZIP,
      CompressionTypes.Snappy,
      CompressionTypes.LZ4,
      CompressionTypes.ZSTD,
    ];
    for (const compression of codecs)
      await producer.send({
        topic: `${prefix}interactions`,
        compression,
        messages: [{ value: `codec ${compression}` }],
      });
    await producer.disconnect();

    const read = async (name: "api-requests" | "interactions", count: number) => {
      const consumer = await stream.consume(name, "codecs");
      const values: string[] = [];
      while (values.length < count) {
        const batch = await consumer.next({ maxRecords: 1_000, maxBytes: 1_000_000, waitMs: 1_000 });
        for (const { value } of batch?.records ?? []) values.push(value?.toString() ?? "");
      }
      return new Set(values);
    };
    expect(await read("api-requests", sent.length)).toEqual(new Set(sent));
    expect(await read("interactions", codecs.length)).toEqual(
      new Set(codecs.map((codec) => `codec ${codec}`)),
    );
    await stream.close();
  });

  it("warns of topics whose records their producers stamp, once for all of them, and of none of its own", async () => {
    const warnings: string[] = [];
    const warn = (message: string) => warnings.push(message);
    const stream = await openKafkaStream({ brokers: brokers ?? [], prefix, warn });
    await stream.close();
    expect(warnings).toEqual([
      expect.stringMatching(`^Producers stamp the records of ${topic}, ${prefix}interactions: set `),
    ]);
  });

  it("takes an append larger than what a broker accepts at once", async () => {
    const stream = await openKafkaStream({ brokers: brokers ?? [], prefix });
    const from = Date.now();
    await stream.append(
      "interactions.dead",
      Array.from({ length: 60 }, () => ({ key: "one", value: Buffer.alloc(100_000, 1) })),
    );
    let found = 0;
    for await (const page of stream.readRange("interactions.dead", from - 60_000, Date.now() + 60_000))
      found += page.length;
    expect(found).toBe(60);
    await stream.close();
  });
});

describe("a Kafka that is not there", () => {
  it("is said within seconds, in one line that names the address", async () => {
    const started = performance.now();
    const opening = openKafkaStream({ brokers: ["127.0.0.1:1"] });
    await expect(opening).rejects.toBeInstanceOf(StreamUnavailable);
    await expect(opening).rejects.toThrow(/^Kafka cannot be reached at 127\.0\.0\.1:1: [^\n]+$/);
    expect(performance.now() - started).toBeLessThan(6_000);
  });
});
