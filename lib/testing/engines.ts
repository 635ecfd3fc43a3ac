import { randomUUID } from "node:crypto";
import { Client } from "@elastic/elasticsearch";
import { describe, inject } from "vitest";
import { createDatabase, type Database } from "../database/client.ts";
import {
  openElasticsearchIndex,
  openElasticsearchRebuilder,
} from "../stores/event-index/elasticsearch/open.ts";
import { DEFAULT_LAYOUT, putLayout } from "../stores/event-index/elasticsearch/schedule.ts";
import type { IndexInspector } from "../stores/event-index/inspection.ts";
import type { EventIndex } from "../stores/event-index/port.ts";
import { openPostgresIndex, openPostgresRebuilder } from "../stores/event-index/postgres/open.ts";
import type { EventIndexRebuilder } from "../stores/event-index/rebuild.ts";
import type { StreamInspector } from "../stores/event-stream/inspection.ts";
import { openKafkaStream } from "../stores/event-stream/kafka/open.ts";
import type { EventStream } from "../stores/event-stream/port.ts";
import { openPostgresStream } from "../stores/event-stream/postgres/open.ts";
import type { RollupStore } from "../stores/rollups/port.ts";
import { openPostgresRollups } from "../stores/rollups/postgres.ts";
import { createTestDatabase } from "./database.ts";

/** Everything a worker stands on, and what a worker process needs to find the same. */
export interface OpenEngines {
  stream: EventStream & StreamInspector;
  index: EventIndex & IndexInspector;
  rollups: RollupStore;
  database: Database;
  environment: { DATABASE_URL: string; KAFKA_BROKERS: string; ELASTICSEARCH_URL: string };
  /** Another handle on the same index, and where it is: to put something in between. */
  indexUrl: string;
  openIndex(url: string): Promise<EventIndex & IndexInspector>;
  openRebuilder(): Promise<EventIndexRebuilder>;
  close(): Promise<void>;
}

interface OpenOptions {
  /** Other processes work on them, too, which know the public names of topics and indices only. */
  processes?: boolean;
  /** The index keeps a day in one part, where it can. */
  daily?: boolean;
}

type Open = (options?: OpenOptions) => Promise<OpenEngines>;

interface Stores {
  stream: EventStream & StreamInspector;
  indexUrl: string;
  openIndex(url: string): Promise<EventIndex & IndexInspector>;
  openRebuilder(): Promise<EventIndexRebuilder>;
}

async function open(url: string, drop: () => Promise<void>, stores: Stores, environment: object) {
  const { stream, indexUrl, openIndex, openRebuilder } = stores;
  const index = await openIndex(indexUrl);
  const database = createDatabase(url);
  const rollups = await openPostgresRollups({ url });
  return {
    stream,
    index,
    rollups,
    database,
    environment: { DATABASE_URL: url, KAFKA_BROKERS: "", ELASTICSEARCH_URL: "", ...environment },
    indexUrl,
    openIndex,
    openRebuilder,
    close: async () => {
      await database.$disconnect();
      await rollups.close();
      await index.close();
      await stream.close();
      await drop();
    },
  };
}

const openEmbedded: Open = async () => {
  const { url, drop } = await createTestDatabase();
  const stream = await openPostgresStream({ url });
  const openIndex = (indexUrl: string) => openPostgresIndex({ url: indexUrl });
  const openRebuilder = () => openPostgresRebuilder({ url });
  return open(url, drop, { stream, indexUrl: url, openIndex, openRebuilder }, {});
};

async function layOutDaily(node: string, prefix: string): Promise<void> {
  const client = new Client({ node });
  const schedule = [{ from: 0, period: "day" as const }];
  await putLayout(client, prefix, { ...DEFAULT_LAYOUT, schedule }, { create: true });
  await client.close();
}

function openDistributed(brokers: string[], elasticsearchUrl: string): Open {
  return async ({ processes = false, daily = false } = {}) => {
    const { url, drop } = await createTestDatabase();
    const own = `test-${randomUUID()}`;
    const stream = await openKafkaStream({ brokers, prefix: processes ? "" : `${own}.` });
    const prefix = processes ? {} : { prefix: own };
    if (daily) await layOutDaily(elasticsearchUrl, own);
    const openIndex = (indexUrl: string) => openElasticsearchIndex({ nodes: [indexUrl], ...prefix });
    const openRebuilder = () => openElasticsearchRebuilder({ nodes: [elasticsearchUrl], ...prefix });
    const environment = { KAFKA_BROKERS: brokers.join(","), ELASTICSEARCH_URL: elasticsearchUrl };
    return open(url, drop, { stream, indexUrl: elasticsearchUrl, openIndex, openRebuilder }, environment);
  };
}

const brokers = inject("kafkaBrokers");
const elasticsearchUrl = inject("elasticsearchUrl");

const distributed =
  brokers === null || elasticsearchUrl === null ? null : openDistributed(brokers, elasticsearchUrl);

/** The sets of engines on which the product runs; one that this test run has not got says so in its name. */
export const ENGINES: { name: string; open: Open; skip: boolean }[] = [
  { name: "PostgreSQL", open: openEmbedded, skip: false },
  {
    name: `Kafka and Elasticsearch${distributed === null ? " (KAFKA_TEST_BROKERS, ELASTICSEARCH_TEST_URL are unset)" : ""}`,
    open: distributed ?? openEmbedded,
    skip: distributed === null,
  },
];

/** The same tests on every set of stores; those that cannot be started here are seen as skipped. */
export function describeOnEngines(what: string, tests: (engines: (typeof ENGINES)[number]) => void): void {
  for (const engines of ENGINES) {
    describe.skipIf(engines.skip)(`${what} on ${engines.name}`, () => tests(engines));
  }
}
