import { randomUUID } from "node:crypto";
import type { Admin, Kafka } from "kafkajs";
import type { StreamRecord, Topic } from "../port.ts";
import { KafkaConsumer } from "./consumer.ts";
import { kafkaCall } from "./errors.ts";
import { isStampedByBroker } from "./topics.ts";

interface RangeOptions {
  kafka: Kafka;
  admin: Admin;
  topic: Topic;
  topicName: string;
  groupPrefix: string;
  /** Appended in [from, to), milliseconds since 1970. */
  from: number;
  to: number;
}

const LIMITS = { maxRecords: 2_000, maxBytes: 8 * 1024 * 1024, waitMs: 500 };

type Offsets = Map<number, number>;

/** Reads through a group of its own, which begins at the range's first offsets and leaves nothing behind. */
export async function* readRange(options: RangeOptions): AsyncGenerator<StreamRecord[]> {
  const { kafka, admin, topic, topicName, from, to } = options;
  const { starts, ends } = await kafkaCall(() => bounds(options));
  const wanted: Offsets = new Map([...ends].filter(([partition, end]) => (starts.get(partition) ?? 0) < end));
  if (wanted.size === 0) return;
  const groupId = `${options.groupPrefix}range-${randomUUID()}`;
  const consumer = new KafkaConsumer({
    kafka,
    admin,
    topic,
    topicName,
    groupId,
    partitions: starts.size,
    startAt: starts,
  });
  try {
    await consumer.join();
    while (!consumer.reached(wanted)) {
      const batch = await consumer.next(LIMITS);
      const records = (batch?.records ?? []).filter(
        ({ partition, offset, appendedAt }) =>
          offset < (wanted.get(partition) ?? 0) && appendedAt >= from && appendedAt < to,
      );
      if (records.length > 0) yield records;
    }
  } finally {
    await consumer.close();
    await admin.deleteGroups([groupId]).catch(() => undefined); // it expires by itself
  }
}

async function bounds(options: RangeOptions): Promise<{ starts: Offsets; ends: Offsets }> {
  const { admin, topicName, from, to } = options;
  const offsetsAt = async (timestamp: number): Promise<Offsets> => {
    const found = await admin.fetchTopicOffsetsByTimestamp(topicName, Math.max(0, timestamp));
    return new Map(found.map(({ partition, offset }) => [partition, Number(offset)]));
  };
  const starts = await offsetsAt(from);
  // Only the broker's own stamps rise with the offset; with producers' stamps the rest must be looked through.
  if (await isStampedByBroker(admin, topicName)) return { starts, ends: await offsetsAt(to) };
  const current = await admin.fetchTopicOffsets(topicName);
  return { starts, ends: new Map(current.map(({ partition, high }) => [partition, Number(high)])) };
}
