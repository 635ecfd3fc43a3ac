import pg from "pg";
import type { TestProject } from "vitest/node";
import { openEmbeddedPostgres } from "../database/embedded/open.ts";
import { ensureTemplate } from "./template.ts";
import type { RealRedshift } from "./warehouses.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The test server's `postgres` database. */
    databaseUrl: string;
    /** null: no Kafka for tests, its contract suite is skipped. */
    kafkaBrokers: string[] | null;
    elasticsearchUrl: string | null;
    /** `http://id:secret@host:port/bucket`. */
    s3Url: string | null;
    redshift: RealRedshift | null;
  }
}

/** A crash of the machine may cost tests their data: faster without waiting for the disk. */
const SETTINGS = { fsync: "off", full_page_writes: "off", max_connections: "300" };

/** Runs are free to overlap: the first starts the test server, the others adopt it, the last one stops it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openEmbeddedPostgres(".test", { settings: SETTINGS });
  const url = server.url("postgres");
  if (!server.adopted) await dropLeftovers(url);
  await ensureTemplate(url);
  project.provide("databaseUrl", url);
  project.provide("kafkaBrokers", process.env.KAFKA_TEST_BROKERS?.split(",") ?? null);
  project.provide("elasticsearchUrl", process.env.ELASTICSEARCH_TEST_URL ?? null);
  project.provide("s3Url", process.env.S3_TEST_URL ?? null);
  project.provide("redshift", realRedshift(process.env));
  return async () => {
    await server.stop({ unlessUsed: true });
  };
}

/** A cluster of one's own, whose role may read the archive. */
function realRedshift(environment: NodeJS.ProcessEnv): RealRedshift | null {
  const { REDSHIFT_TEST_URL: url, REDSHIFT_TEST_ARCHIVE_URL: archive } = environment;
  if (!url || !archive) return null;
  const region = environment.AWS_REGION ?? "us-east-1";
  return { url, archive, region, iamRole: environment.REDSHIFT_TEST_IAM_ROLE ?? null };
}

/** Databases of runs that were killed. */
async function dropLeftovers(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    "select datname from pg_database where datname like 'test\\_%' or datname like 'template\\_%\\_draft'",
  );
  for (const { datname } of rows)
    await client.query(`drop database ${pg.escapeIdentifier(datname)} with (force)`);
  await client.end();
}
