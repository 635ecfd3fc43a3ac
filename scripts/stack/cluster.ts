import { setTimeout as pause } from "node:timers/promises";
import { Kafka, logLevel } from "kafkajs";
import { startElasticsearchCluster } from "./elasticsearch.ts";
import { startKafkaCluster } from "./kafka.ts";
import { allOrNone, type EngineNode, stopAll } from "./node.ts";

export interface ClusterOptions {
  /** Programs, data and logs; one that was used before keeps its records and indices. */
  dir: string;
  /** Each the first of three in a row; members talk to each other a hundred above. */
  kafkaPort: number;
  elasticsearchPort: number;
  /** Of each Elasticsearch node; 512. */
  heapMb?: number;
  /** Told in one line when a member ends by itself. */
  say?: (line: string) => void;
}

export interface Cluster {
  kafka: EngineNode[];
  elasticsearch: EngineNode[];
  /** As `KAFKA_BROKERS` and `ELASTICSEARCH_URL` take them. */
  kafkaBrokers: string;
  elasticsearchUrl: string;
  /** Resolves when every member takes part and every copy is up to date. Rejects when that takes over two minutes. */
  whole(): Promise<void>;
  stop(): Promise<void>;
}

const WHOLE_WITHIN_MS = 120_000;
const ASK_EVERY_MS = 500;

/** Starts three Kafka brokers and three Elasticsearch nodes on loopback; resolves when all take part. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { dir, kafkaPort, elasticsearchPort, heapMb, say } = options;
  const notice = say ? { say } : {};
  const heap = heapMb === undefined ? {} : { heapMb };
  const kafka = startKafkaCluster({ dir, port: kafkaPort, ...notice });
  const elasticsearch = startElasticsearchCluster({ dir, port: elasticsearchPort, ...heap, ...notice });
  const together = (nodes: EngineNode[]) => ({ stop: () => stopAll(nodes) });
  await allOrNone([kafka.then(together), elasticsearch.then(together)]);
  return clusterOf(await kafka, await elasticsearch);
}

function clusterOf(kafka: EngineNode[], elasticsearch: EngineNode[]): Cluster {
  const addresses = (nodes: EngineNode[]) => nodes.map(({ address }) => address).join(",");
  return {
    kafka,
    elasticsearch,
    kafkaBrokers: addresses(kafka),
    elasticsearchUrl: addresses(elasticsearch),
    async whole() {
      const deadline = performance.now() + WHOLE_WITHIN_MS;
      while (!(await isInSync(kafka)) || !(await isGreen(elasticsearch))) {
        if (performance.now() > deadline) throw new Error("The cluster did not become whole in time.");
        await pause(ASK_EVERY_MS);
      }
    },
    stop: () => stopAll([...kafka, ...elasticsearch]),
  };
}

/** Whether every partition has all its copies in sync. */
async function isInSync(nodes: EngineNode[]): Promise<boolean> {
  const admin = new Kafka({
    brokers: nodes.map(({ address }) => address),
    logLevel: logLevel.NOTHING,
    retry: { retries: 0 },
  }).admin();
  try {
    await admin.connect();
    if ((await admin.describeCluster()).brokers.length < nodes.length) return false;
    const { topics } = await admin.fetchTopicMetadata();
    return topics.every(({ partitions }) =>
      partitions.every(({ isr, replicas }) => isr.length === replicas.length),
    );
  } catch {
    return false;
  } finally {
    await admin.disconnect();
  }
}

async function isGreen(nodes: EngineNode[]): Promise<boolean> {
  const health = `_cluster/health?wait_for_nodes=${nodes.length}&wait_for_status=green&timeout=1s`;
  try {
    const response = await fetch(`${nodes[0]?.address}/${health}`);
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
