import { Kafka, logLevel } from "kafkajs";
import { INDEX_GROUP, INDEX_TOPIC } from "../../lib/pipeline/progress.ts";

const WORKER_GROUP = `${INDEX_GROUP}.${INDEX_TOPIC}`;

/** The race's topic, which is the worker's own. */
export async function openRaceTopic(brokers: string) {
  const kafka = new Kafka({ brokers: brokers.split(","), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  return {
    /** Whether anybody's records are in it: then this is no cluster to race on. */
    async used(): Promise<boolean> {
      if (!(await admin.listTopics()).includes(INDEX_TOPIC)) return false;
      const offsets = await admin.fetchTopicOffsets(INDEX_TOPIC);
      return offsets.some(({ low, high }) => low !== high);
    },
    /** The worker's group goes on at the end: what was produced for the one before is nobody's backlog. */
    skipBacklog: () => admin.resetOffsets({ groupId: WORKER_GROUP, topic: INDEX_TOPIC, earliest: false }),
    async clean(groups: string[]): Promise<void> {
      for (const group of [...groups, WORKER_GROUP]) await admin.deleteGroups([group]).catch(() => undefined);
      await admin.deleteTopics({ topics: [INDEX_TOPIC] }).catch(() => undefined);
    },
    close: () => admin.disconnect(),
  };
}

export type RaceTopic = Awaited<ReturnType<typeof openRaceTopic>>;
