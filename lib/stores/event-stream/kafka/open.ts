import { type Admin, Kafka, type KafkaConfig, logLevel, type SASLOptions } from "kafkajs";
import { SetupError } from "../../../setup-error.ts";
import type { StreamInspector, TopicState } from "../inspection.ts";
import {
  type EventStream,
  type PartitionLag,
  type StreamConsumer,
  type StreamMessage,
  type StreamRecord,
  StreamUnavailable,
  TOPICS,
  type Topic,
} from "../port.ts";
import { registerCodecs } from "./codecs.ts";
import { KafkaConsumer } from "./consumer.ts";
import { askCoordinator } from "./coordinator.ts";
import { asStreamError, kafkaCall } from "./errors.ts";
import { inspect } from "./inspect.ts";
import { readRange } from "./range.ts";
import { chunks, toKafka } from "./records.ts";
import { Sender } from "./send.ts";
import { ensureTopics, stampedByProducers } from "./topics.ts";

interface KafkaStreamOptions {
  /** host:port, at least one. */
  brokers: string[];
  sasl?: { mechanism: "plain" | "scram-sha-256" | "scram-sha-512"; username: string; password: string };
  ssl?: boolean;
  /** Put before the names of topics and groups, so that several installations can share a cluster. */
  prefix?: string;
  /** Told what the topics' owner should set otherwise. */
  warn?: (message: string) => void;
}

/** How long a wrong address or wrong credentials may stay unsaid. */
const OPEN_WITHIN_MS = 5_000;
const SEND_BYTES = 900_000;

/** Opens the stream and creates missing topics. Throws `StreamUnavailable` when no broker answers within 5 s. */
export async function openKafkaStream(options: KafkaStreamOptions): Promise<EventStream & StreamInspector> {
  registerCodecs();
  const { brokers, sasl, ssl = false, prefix = "", warn } = options;
  const config: KafkaConfig = {
    clientId: "channelscope",
    brokers,
    ssl,
    ...(sasl ? { sasl: sasl as SASLOptions } : {}),
    connectionTimeout: 3_000,
    authenticationTimeout: 4_000,
    // What matters reaches the caller as an error; kafkajs would say it many times over.
    logLevel: logLevel.NOTHING,
  };
  const incarnation = await probe(config);
  const kafka = new Kafka(config);
  const [admin, sender] = [kafka.admin(), new Sender(kafka)];
  try {
    await admin.connect();
    const names = TOPICS.map((topic) => `${prefix}${topic}`);
    await ensureTopics(admin, names);
    await sender.connect();
    const foreign = warn === undefined ? [] : await stampedByProducers(admin, names);
    if (foreign.length > 0)
      warn?.(
        `Producers stamp the records of ${foreign.join(", ")}: set message.timestamp.type=LogAppendTime, or a wrong clock of theirs delays or misplaces events.`,
      );
    return new KafkaStream(kafka, admin, sender, prefix, incarnation);
  } catch (error) {
    await Promise.allSettled([admin.disconnect(), sender.disconnect()]);
    throw asStreamError(error);
  }
}

/** The cluster's id; gives up soon, unlike the clients that live on through an outage. */
async function probe(config: KafkaConfig): Promise<string> {
  const admin = new Kafka({ ...config, retry: { retries: 1, initialRetryTime: 200 } }).admin();
  const given = new AbortController();
  const late = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new Error("no answer")), OPEN_WITHIN_MS);
    given.signal.addEventListener("abort", () => clearTimeout(timer));
  });
  try {
    const described = admin.connect().then(() => admin.describeCluster());
    described.catch(() => undefined); // the race may be over
    return (await Promise.race([described, late])).clusterId;
  } catch (error) {
    const reason = asStreamError(error);
    if (reason instanceof SetupError) throw reason;
    const detail = error instanceof Error ? error.message : String(error);
    throw new StreamUnavailable(`Kafka cannot be reached at ${config.brokers}: ${detail}`, { cause: error });
  } finally {
    given.abort();
    admin.disconnect().catch(() => undefined);
  }
}

class KafkaStream implements EventStream, StreamInspector {
  readonly incarnation: string;
  readonly #kafka: Kafka;
  readonly #admin: Admin;
  readonly #sender: Sender;
  readonly #prefix: string;
  readonly #consumers = new Set<StreamConsumer>();

  constructor(kafka: Kafka, admin: Admin, sender: Sender, prefix: string, incarnation: string) {
    this.#kafka = kafka;
    this.#admin = admin;
    this.#sender = sender;
    this.#prefix = prefix;
    this.incarnation = `${incarnation}${prefix}`;
  }

  async append(topic: Topic, messages: StreamMessage[]): Promise<void> {
    // One after the other, so that a key's messages keep their order.
    for (const chunk of chunks(messages, SEND_BYTES)) {
      await kafkaCall(() => this.#sender.send(this.#name(topic), chunk.map(toKafka)));
    }
  }

  async consume(topic: Topic, group: string): Promise<StreamConsumer> {
    const topicName = this.#name(topic);
    const ends = await kafkaCall(() => this.#admin.fetchTopicOffsets(topicName));
    const consumer = new KafkaConsumer({
      kafka: this.#kafka,
      admin: this.#admin,
      topic,
      topicName,
      groupId: this.#groupId(topic, group),
      partitions: ends.length,
    });
    try {
      await consumer.join();
    } catch (error) {
      await consumer.close();
      throw error;
    }
    this.#consumers.add(consumer);
    return consumer;
  }

  readRange(topic: Topic, from: number, to: number): AsyncIterable<StreamRecord[]> {
    return readRange({
      kafka: this.#kafka,
      admin: this.#admin,
      topic,
      topicName: this.#name(topic),
      groupPrefix: this.#prefix,
      from,
      to,
    });
  }

  async lag(topic: Topic, group: string): Promise<PartitionLag[]> {
    return kafkaCall(async () => {
      const name = this.#name(topic);
      const [ends, [positions]] = await Promise.all([
        this.#admin.fetchTopicOffsets(name),
        askCoordinator(() =>
          this.#admin.fetchOffsets({ groupId: this.#groupId(topic, group), topics: [name] }),
        ),
      ]);
      const committed = new Map(
        positions?.partitions.map(({ partition, offset }) => [partition, Number(offset)]),
      );
      return ends
        .map(({ partition, low, high }) => {
          const [from, end] = [Math.max(Number(low), committed.get(partition) ?? -1), Number(high)];
          return { partition, committed: from, end, lag: Math.max(0, end - from) };
        })
        .sort((a, b) => a.partition - b.partition);
    });
  }

  inspect(): Promise<TopicState[]> {
    return inspect(this.#admin, this.#prefix);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#consumers].map((consumer) => consumer.close()));
    await Promise.allSettled([this.#sender.disconnect(), this.#admin.disconnect()]);
  }

  #name(topic: Topic): string {
    return `${this.#prefix}${topic}`;
  }

  /** One per topic: kafkajs gives nothing to members of a group whose topics differ from its leader's. */
  #groupId(topic: Topic, group: string): string {
    return `${this.#prefix}${group}.${topic}`;
  }
}
