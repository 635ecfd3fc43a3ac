import { setTimeout } from "node:timers/promises";
import kafkajs, { type Admin } from "kafkajs";

const { ConfigResourceTypes, KafkaJSAggregateError, KafkaJSProtocolError } = kafkajs;

/** Topics are created with these; existing ones keep what their owner chose. */
const PARTITIONS = 6;
const BROKER_DEFAULT = -1;
/** People read dead letters, and not at once. */
const DEAD_LETTERS_MS = 14 * 86_400_000;
const LED_WITHIN_MS = 10_000;

/** Creates the topics that are missing; never relies on the broker doing so by itself. */
export async function ensureTopics(admin: Admin, names: string[]): Promise<void> {
  const existing = new Set(await admin.listTopics());
  const missing = names.filter((name) => !existing.has(name));
  if (missing.length === 0) return;
  try {
    await admin.createTopics({
      waitForLeaders: false,
      topics: missing.map((topic) => ({
        topic,
        numPartitions: PARTITIONS,
        replicationFactor: BROKER_DEFAULT,
        // Time ranges are by the stream's own clock, which no producer can set wrongly.
        configEntries: [
          { name: "message.timestamp.type", value: "LogAppendTime" },
          ...(topic.endsWith(".dead") ? [{ name: "retention.ms", value: `${DEAD_LETTERS_MS}` }] : []),
        ],
      })),
    });
  } catch (error) {
    if (!isRace(error)) throw error;
  }
  await Promise.all(missing.map((name) => led(admin, name)));
}

/** Resolves when every partition answers: a topic is known some time before it has leaders. */
async function led(admin: Admin, name: string): Promise<void> {
  const deadline = performance.now() + LED_WITHIN_MS;
  for (;;) {
    try {
      await admin.fetchTopicOffsets(name);
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await setTimeout(100);
    }
  }
}

/** Another process created them at the same moment. */
function isRace(error: unknown): boolean {
  const errors: unknown[] = error instanceof KafkaJSAggregateError ? error.errors : [error];
  return errors.every((each) => each instanceof KafkaJSProtocolError && each.type === "TOPIC_ALREADY_EXISTS");
}

/** Which of these topics carry their producers' stamps; none of those whose settings nobody may read. */
export async function stampedByProducers(admin: Admin, names: string[]): Promise<string[]> {
  const byBroker = await Promise.all(names.map((name) => isStampedByBroker(admin, name).catch(() => true)));
  return names.filter((_, place) => byBroker[place] === false);
}

/** Whether the broker stamps the records, so that time rises with the offset. */
export async function isStampedByBroker(admin: Admin, topic: string): Promise<boolean> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: ConfigResourceTypes.TOPIC, name: topic, configNames: ["message.timestamp.type"] }],
  });
  return resources[0]?.configEntries[0]?.configValue === "LogAppendTime";
}
