import type { Admin } from "kafkajs";
import type { GroupState, PartitionState, TopicState } from "../inspection.ts";
import { TOPICS, type Topic } from "../port.ts";
import { askCoordinator } from "./coordinator.ts";
import { kafkaCall } from "./errors.ts";

/** Groups that read a time range once, and that no one waits for. */
const PASSING = /^range-/;

interface Kept {
  oldest: number;
  end: number;
}

/** What the cluster says of the product's topics; kafkajs cannot ask a broker for bytes on disk. */
export async function inspect(admin: Admin, prefix: string): Promise<TopicState[]> {
  return kafkaCall(async () => {
    const names = TOPICS.map((topic) => `${prefix}${topic}`);
    const [{ topics }, { groups }] = await Promise.all([
      admin.fetchTopicMetadata({ topics: names }),
      admin.listGroups(),
    ]);
    const groupIds = groups.map(({ groupId }) => groupId);
    return Promise.all(
      TOPICS.map(async (topic) => {
        const name = `${prefix}${topic}`;
        const kept = await keptOffsets(admin, name);
        const described = topics.find((one) => one.name === name)?.partitions ?? [];
        const partitions = described
          .map(({ partitionId, replicas, isr }): PartitionState => {
            const { oldest, end } = kept.get(partitionId) ?? { oldest: 0, end: 0 };
            return {
              partition: partitionId,
              oldest,
              end,
              replicas: replicas.length,
              inSync: isr.length,
              bytes: null,
            };
          })
          .sort((a, b) => a.partition - b.partition);
        return { topic, partitions, groups: await groupStates(admin, prefix, topic, groupIds, kept) };
      }),
    );
  });
}

async function keptOffsets(admin: Admin, name: string): Promise<Map<number, Kept>> {
  const offsets = await admin.fetchTopicOffsets(name);
  return new Map(
    offsets.map(({ partition, low, high }) => [partition, { oldest: Number(low), end: Number(high) }]),
  );
}

/** Group ids end in their topic's name (see `KafkaStream`). */
async function groupStates(
  admin: Admin,
  prefix: string,
  topic: Topic,
  groupIds: string[],
  kept: Map<number, Kept>,
): Promise<GroupState[]> {
  const suffix = `.${topic}`;
  const own = groupIds
    .filter((id) => id.startsWith(prefix) && id.endsWith(suffix))
    .map((id) => ({ id, group: id.slice(prefix.length, -suffix.length) }))
    .filter(({ group }) => group !== "" && !PASSING.test(group))
    .sort((a, b) => (a.group < b.group ? -1 : 1));
  return Promise.all(
    own.map(async ({ id, group }) => {
      const [found] = await askCoordinator(() =>
        admin.fetchOffsets({ groupId: id, topics: [`${prefix}${topic}`] }),
      );
      const committed = new Map(
        found?.partitions.map(({ partition, offset }) => [partition, Number(offset)]),
      );
      const partitions = [...kept]
        .sort(([a], [b]) => a - b)
        .map(([partition, { oldest, end }]) => {
          const from = Math.max(oldest, committed.get(partition) ?? -1);
          return { partition, committed: from, lag: Math.max(0, end - from) };
        });
      return { group, partitions };
    }),
  );
}
