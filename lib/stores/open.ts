import { createHmac } from "node:crypto";
import { join } from "node:path";
import type { Config } from "../config.ts";
import type { Installation } from "../installation.ts";
import { SetupError } from "../setup-error.ts";
import type { Archive } from "./archive/port.ts";
import type { IndexCluster } from "./event-index/cluster.ts";
import type { IndexInspector } from "./event-index/inspection.ts";
import type { EventIndex } from "./event-index/port.ts";
import type { EventIndexRebuilder } from "./event-index/rebuild.ts";
import type { StreamInspector } from "./event-stream/inspection.ts";
import type { EventStream } from "./event-stream/port.ts";
import type { RollupStore } from "./rollups/port.ts";
import { ReportsNotSetUp, type Warehouse, type WarehouseReports } from "./warehouse/port.ts";

/**
 * The event stream that the configuration names; only its adapter is loaded. Throws `StreamUnavailable` while it
 * cannot be reached, `SetupError` when it refuses. `warn` is told what its owner should set otherwise.
 */
export async function openEventStream(
  { config, databaseUrl }: Installation,
  warn?: (message: string) => void,
): Promise<EventStream & StreamInspector> {
  if (config.KAFKA_BROKERS) {
    const { openKafkaStream } = await import("./event-stream/kafka/open.ts");
    const { KAFKA_BROKERS: brokers, KAFKA_SSL: ssl } = config;
    return openKafkaStream({ brokers, ssl, sasl: saslOf(config), warn });
  }
  const { openPostgresStream } = await import("./event-stream/postgres/open.ts");
  return openPostgresStream({ url: databaseUrl });
}

/**
 * The event index that the configuration names; only its adapter is loaded. Throws `IndexUnavailable` while it cannot
 * be reached, `SetupError` when it refuses.
 */
export async function openEventIndex({
  config,
  databaseUrl,
}: Installation): Promise<EventIndex & IndexInspector> {
  if (config.ELASTICSEARCH_URL) {
    const { openElasticsearchIndex } = await import("./event-index/elasticsearch/open.ts");
    return openElasticsearchIndex({ nodes: config.ELASTICSEARCH_URL, auth: elasticsearchAuthOf(config) });
  }
  const { openPostgresIndex } = await import("./event-index/postgres/open.ts");
  return openPostgresIndex({ url: databaseUrl });
}

/** What builds hours of that index anew; opens and fails alike. */
export async function openEventIndexRebuilder(installation: Installation): Promise<EventIndexRebuilder> {
  const { config, databaseUrl } = installation;
  if (config.ELASTICSEARCH_URL) {
    const { openElasticsearchRebuilder } = await import("./event-index/elasticsearch/open.ts");
    return openElasticsearchRebuilder({ nodes: config.ELASTICSEARCH_URL, auth: elasticsearchAuthOf(config) });
  }
  const { openPostgresRebuilder } = await import("./event-index/postgres/open.ts");
  return openPostgresRebuilder({ url: databaseUrl });
}

/** The rollups, beside the application's data whatever the engines. Throws `RollupsUnavailable` without its server. */
export async function openRollups({ databaseUrl }: Installation): Promise<RollupStore> {
  const { openPostgresRollups } = await import("./rollups/postgres.ts");
  return openPostgresRollups({ url: databaseUrl });
}

/** The archive that the configuration names; only its adapter is loaded, and a server is not asked yet. */
export async function openArchive({ config }: Pick<Installation, "config">): Promise<Archive> {
  const place = config.ARCHIVE_URL ?? { folder: join(config.DATA_DIR, "archive") };
  if ("folder" in place) {
    const { openFilesystemArchive } = await import("./archive/filesystem.ts");
    return openFilesystemArchive(place);
  }
  const { openS3Archive } = await import("./archive/s3.ts");
  const endpoint = config.AWS_ENDPOINT_URL_S3 ?? config.AWS_ENDPOINT_URL ?? null;
  return openS3Archive({ ...place, endpoint, region: config.AWS_REGION });
}

/**
 * The warehouse that the configuration names; only its adapter is loaded, and the server is not asked yet. `archive` is
 * opened when something is loaded. Throws `SetupError`.
 */
export async function openWarehouse(
  { config, databaseUrl }: Pick<Installation, "config" | "databaseUrl">,
  archive: () => Promise<Archive>,
): Promise<Warehouse> {
  const url = config.WAREHOUSE_URL ?? databaseUrl;
  if (!url.startsWith("redshift:")) {
    const { openPostgresWarehouse } = await import("./warehouse/postgres.ts");
    return openPostgresWarehouse({ url, archive });
  }
  const place = config.ARCHIVE_URL;
  if (place === undefined || "folder" in place)
    throw new SetupError("Redshift loads from S3: set ARCHIVE_URL=s3://bucket/prefix beside WAREHOUSE_URL.");
  const { openRedshiftWarehouse } = await import("./warehouse/redshift.ts");
  const root = `s3://${place.bucket}/${place.prefix === "" ? "" : `${place.prefix}/`}`;
  return openRedshiftWarehouse({ url, archive, root, iamRole: config.WAREHOUSE_IAM_ROLE ?? null });
}

/**
 * The warehouse for SQL that staff write. Nothing is asked yet: the first query makes the role, or says that it cannot be
 * made.
 */
export async function openWarehouseReports({
  config,
  databaseUrl,
  secrets,
}: Pick<Installation, "config" | "databaseUrl" | "secrets">): Promise<WarehouseReports> {
  const { SqlReports } = await import("./warehouse/sql-reports.ts");
  const { ensureReportsRole } = await import("./warehouse/reports-role.ts");
  const { WAREHOUSE_REPORTS_URL: own, WAREHOUSE_URL: warehouse = databaseUrl } = config;
  const dialect = (own ?? warehouse).startsWith("redshift:") ? "redshift" : "postgres";
  if (own !== undefined) return new SqlReports(async () => own.replace(/^redshift:/, "postgres:"), dialect);
  if (dialect === "redshift") {
    const what =
      "Reports need a user of Redshift that only reads: name it in WAREHOUSE_REPORTS_URL (docs/operations.md).";
    return new SqlReports(() => Promise.reject(new ReportsNotSetUp(what)), dialect);
  }
  const password = createHmac("sha256", secrets.encryptionKey).update("warehouse reports").digest("hex");
  let made: Promise<string> | null = null;
  const once = () => {
    made ??= ensureReportsRole(warehouse, password).catch((error: unknown) => {
      made = null;
      throw error;
    });
    return made;
  };
  return new SqlReports(once, dialect);
}

/** What can be planned of the event index; null where it is embedded. Throws as `openEventIndex` does. */
export async function openIndexCluster(config: Config): Promise<IndexCluster | null> {
  if (!config.ELASTICSEARCH_URL) return null;
  const { openElasticsearchCluster } = await import("./event-index/elasticsearch/open.ts");
  return openElasticsearchCluster({ nodes: config.ELASTICSEARCH_URL, auth: elasticsearchAuthOf(config) });
}

function saslOf(config: Config) {
  const { KAFKA_SASL_MECHANISM: mechanism = "plain", KAFKA_SASL_USERNAME: username } = config;
  const password = config.KAFKA_SASL_PASSWORD;
  if (username === undefined && password === undefined && config.KAFKA_SASL_MECHANISM === undefined) return;
  if (username === undefined || password === undefined) {
    throw new SetupError("Kafka's sign-in needs both KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD.");
  }
  return { mechanism, username, password };
}

function elasticsearchAuthOf(config: Config) {
  const { ELASTICSEARCH_USERNAME: username, ELASTICSEARCH_PASSWORD: password } = config;
  if (config.ELASTICSEARCH_API_KEY !== undefined) return { apiKey: config.ELASTICSEARCH_API_KEY };
  if (username === undefined && password === undefined) return;
  if (username === undefined || password === undefined) {
    throw new SetupError(
      "Elasticsearch's sign-in needs both ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD.",
    );
  }
  return { username, password };
}
