import { resolve } from "node:path";
import type { Config } from "#lib/config.ts";
import type { Installation } from "#lib/installation.ts";

type Environment = Record<string, string | undefined>;

/** Where each names something of one's own in place of what is embedded. */
const OWN = [
  "DATABASE_URL",
  "KAFKA_BROKERS",
  "ELASTICSEARCH_URL",
  "ARCHIVE_URL",
  "WAREHOUSE_URL",
  "SNAPSHOT_SOURCE_URL",
] as const;

/**
 * Whether the demo runs: by default where everything is embedded, and next to engines of one's own only when
 * asked for, because it fills them with its traffic.
 */
export function runsDemo(config: Config, environment: Environment): boolean {
  const embedded = OWN.every((name) => config[name] === undefined);
  return config.DEMO && (embedded || environment.DEMO === "on");
}

/** What the stores are, in a few words. */
export function describeStores(config: Config): string {
  const stream = config.KAFKA_BROKERS && `Kafka at ${config.KAFKA_BROKERS.join(", ")}`;
  const index =
    config.ELASTICSEARCH_URL && `Elasticsearch at ${config.ELASTICSEARCH_URL.map(host).join(", ")}`;
  return [stream, index].filter(Boolean).join("; ");
}

/** The environment of web, worker and demo: they use the launcher's database and start none of their own. */
export function childEnvironment(
  environment: Environment,
  { config, databaseUrl, secrets }: Pick<Installation, "config" | "databaseUrl" | "secrets">,
  { port, demo }: { port: number; demo: boolean },
): NodeJS.ProcessEnv {
  return {
    ...environment,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    // Freed memory goes back to the system instead of staying with one of many arenas.
    MALLOC_ARENA_MAX: "2",
    PORT: String(port),
    DATA_DIR: resolve(config.DATA_DIR),
    DATABASE_URL: databaseUrl,
    DEMO: demo ? "on" : "off",
    NEXTAUTH_URL: config.NEXTAUTH_URL ?? `http://localhost:${port}`,
    NEXTAUTH_SECRET: secrets.nextAuthSecret,
  };
}

function host(url: string): string {
  return new URL(url).host;
}
