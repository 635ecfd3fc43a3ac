import type { Kafka, Message, PartitionMetadata, ProducerConfig, ProducerRecord } from "kafkajs";
import { expect, it } from "vitest";
import { StreamUnavailable } from "../port.ts";
import { Sender } from "./send.ts";

const TOPIC = "api-requests";
const PARTITIONS: PartitionMetadata[] = [0, 1, 2, 3].map((partitionId) => ({
  partitionErrorCode: 0,
  partitionId,
  leader: 1,
  replicas: [1],
  isr: [1],
}));
const messages: Message[] = Array.from({ length: 60 }, (_, n) => ({
  key: n % 3 === 0 ? null : Buffer.from(`channel-${n % 11}`),
  value: Buffer.from(`event ${n}`),
}));

/** kafkajs, whose brokers answer for these partitions alone in the first round, the second, … */
function brokersTaking(rounds: number[][]) {
  const kept = new Map<number, Message[]>();
  let round = 0;
  const producer = ({ createPartitioner }: ProducerConfig) => {
    const partitionOf = createPartitioner?.() ?? (() => 0);
    return {
      send: async ({ messages: sent }: ProducerRecord) => {
        const taken = rounds[round++] ?? [];
        for (const message of sent) {
          const partition = partitionOf({ topic: TOPIC, message, partitionMetadata: PARTITIONS });
          if (taken.includes(partition)) kept.set(partition, [...(kept.get(partition) ?? []), message]);
        }
        return taken.map((partition) => ({ topicName: TOPIC, partition, errorCode: 0 }));
      },
    };
  };
  const sender = new Sender({ producer } as unknown as Kafka);
  return { append: () => sender.send(TOPIC, messages), kept };
}

it("sends again what no broker answered for, nothing twice, and keeps the order within a partition", async () => {
  const { append, kept } = brokersTaking([[0, 2], [3], [1, 3]]);
  await append();
  expect(new Set(kept.keys())).toEqual(new Set([0, 1, 2, 3]));
  expect([...kept.values()].flat()).toHaveLength(messages.length);
  for (const partition of kept.values())
    expect(partition).toEqual(messages.filter((message) => partition.includes(message)));
});

it("says so when a partition is never taken", async () => {
  const { append } = brokersTaking([[0, 1, 2]]);
  await expect(append()).rejects.toThrow(StreamUnavailable);
});
