import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseConfig } from "#lib/config.ts";
import { openInstallation } from "#lib/installation.ts";
import { openArchive, openEventIndex, openEventStream, openWarehouse } from "#lib/stores/open.ts";
import { startCluster } from "../stack/cluster.ts";
import { startElasticsearch } from "../stack/elasticsearch.ts";
import { startKafka } from "../stack/kafka.ts";
import { freeClusterPort, freePort } from "../stack/ports.ts";
import { S3_BUCKET, S3_KEYS, startS3 } from "../stack/s3.ts";
import type { ClusterNodes, Engines, World } from "./types.ts";

export type Kind = "embedded" | "engines" | "cluster";

/** Where the stores are, and what may be done to them. */
interface Stores {
  addresses: { KAFKA_BROKERS: string; ELASTICSEARCH_URL: string };
  /** Where an S3 is; nothing: the archive is a folder. */
  s3: Record<string, string>;
  engines: Engines | null;
  cluster: ClusterNodes | null;
}

async function startEngines(folder: string, opened: AsyncDisposableStack): Promise<Stores> {
  const kafka = opened.adopt(await startKafka({ dir: join(folder, "kafka"), port: await freePort() }), (it) =>
    it.stop(),
  );
  const options = { dir: join(folder, "elasticsearch"), port: await freePort(), heapMb: 1_024 };
  let elasticsearch = await startElasticsearch(options);
  opened.defer(() => elasticsearch.stop());
  const s3 = opened.adopt(await startS3({ dir: join(folder, "s3"), port: await freePort() }), (it) =>
    it.stop(),
  );
  return {
    addresses: { KAFKA_BROKERS: kafka.brokers, ELASTICSEARCH_URL: elasticsearch.url },
    s3: {
      ARCHIVE_URL: `s3://${S3_BUCKET}/archive`,
      AWS_ENDPOINT_URL_S3: s3.address,
      AWS_ACCESS_KEY_ID: S3_KEYS.id,
      AWS_SECRET_ACCESS_KEY: S3_KEYS.secret,
    },
    engines: {
      broker: {
        pause: () => process.kill(kafka.pid, "SIGSTOP"),
        resume: () => process.kill(kafka.pid, "SIGCONT"),
      },
      elasticsearch: {
        stop: () => elasticsearch.stop(),
        start: async () => {
          elasticsearch = await startElasticsearch(options);
        },
      },
    },
    cluster: null,
  };
}

async function startThreeOfEach(folder: string, opened: AsyncDisposableStack): Promise<Stores> {
  const ports = { kafkaPort: await freeClusterPort(), elasticsearchPort: await freeClusterPort() };
  const nodes = opened.adopt(await startCluster({ dir: folder, ...ports }), (it) => it.stop());
  const [broker, elasticsearch] = [nodes.kafka[0], nodes.elasticsearch[0]];
  if (broker === undefined || elasticsearch === undefined) throw new Error("The cluster has no members");
  return {
    addresses: { KAFKA_BROKERS: nodes.kafkaBrokers, ELASTICSEARCH_URL: nodes.elasticsearchUrl },
    s3: {},
    engines: null,
    cluster: { broker, elasticsearch },
  };
}

const EMBEDDED: Stores = {
  addresses: { KAFKA_BROKERS: "", ELASTICSEARCH_URL: "" },
  s3: {},
  engines: null,
  cluster: null,
};

/** Stores of the run's own in a folder that goes away with them, started as the kind says. */
export async function openWorld(kind: Kind): Promise<World & { close(): Promise<void> }> {
  await using opened = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "channelscope-soak-"));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const { addresses, s3, engines, cluster } = await {
    embedded: async () => EMBEDDED,
    engines: () => startEngines(folder, opened),
    cluster: () => startThreeOfEach(folder, opened),
  }[kind]();
  const data = join(folder, "data");
  const found = { ARCHIVE_URL: `file:${join(data, "archive")}`, ...s3 };
  // The S3 client takes its keys from where AWS's tools have them.
  Object.assign(process.env, s3);
  const config = parseConfig({ ...addresses, ...found, DATA_DIR: data });
  const installation = await openInstallation(config);
  // Whoever uses it still, in a run that was broken off, would keep it running without its folder.
  opened.defer(async () => void (await installation.embedded?.stop()));
  const stream = opened.adopt(await openEventStream(installation), (it) => it.close());
  const index = opened.adopt(await openEventIndex(installation), (it) => it.close());
  const archive = opened.adopt(await openArchive(installation), (it) => it.close());
  const environment = {
    ...addresses,
    ...found,
    DATABASE_URL: installation.databaseUrl,
    DATA_DIR: config.DATA_DIR,
  };
  const all = opened.move();
  return {
    stream,
    index,
    archive,
    openWarehouse: () => openWarehouse(installation, async () => archive),
    environment,
    engines,
    cluster,
    close: () => all.disposeAsync(),
  };
}
