import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { installedMariaDb } from "#lib/testing/mariadb.ts";
import { startElasticsearch } from "../stack/elasticsearch.ts";
import { startKafka } from "../stack/kafka.ts";
import { freePort } from "../stack/ports.ts";
import { S3_BUCKET, S3_KEYS, startS3 } from "../stack/s3.ts";
import { OUTPUT } from "./command.ts";

/** The real stores that run beside a test run; null where one could not be started. */
export interface Engines {
  kafkaBrokers: string | null;
  elasticsearchUrl: string | null;
  /** Server, bucket and keys in one: `http://id:secret@host:port/bucket`. */
  s3Url: string | null;
  /** One line per engine that is missing, with what to install. */
  missing: string[];
  stop(): Promise<void>;
}

const onPath = (program: string) =>
  (process.env.PATH ?? "").split(":").some((folder) => folder !== "" && existsSync(join(folder, program)));

/** Maven fetches the engines, MariaDB is one; what is absent Debian's package manager brings, where we may. */
function ensurePackages(): void {
  const packages = [
    ...(onPath("mvn") ? [] : ["maven", "default-jdk-headless"]),
    ...(installedMariaDb() === null ? ["mariadb-server"] : []),
  ];
  if (packages.length === 0 || process.getuid?.() !== 0 || !onPath("apt-get")) return;
  try {
    execFileSync("apt-get", ["update"], { stdio: "ignore" });
    execFileSync("apt-get", ["install", "-y", "--no-install-recommends", ...packages], { stdio: "ignore" });
  } catch {
    // Said by the lines about what is missing.
  }
}

async function attempt<T>(
  name: string,
  needs: string,
  start: () => Promise<T>,
  missing: string[],
): Promise<T | null> {
  try {
    return await start();
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    missing.push(`${name} tests skipped: ${reason} Install ${needs}.`);
    return null;
  }
}

function testUrl(address: string): string {
  const url = new URL(`/${S3_BUCKET}`, address);
  url.username = S3_KEYS.id;
  url.password = S3_KEYS.secret;
  return url.href;
}

export async function startEngines(): Promise<Engines> {
  ensurePackages();
  const missing: string[] = [];
  const dir = join(OUTPUT, "stack");
  mkdirSync(dir, { recursive: true });
  const [kafkaPort, elasticsearchPort, s3Port] = [await freePort(), await freePort(), await freePort()];
  const [kafka, elasticsearch, s3] = await Promise.all([
    attempt(
      "Kafka",
      "Java 17 or later and Maven",
      () => startKafka({ dir: join(dir, "kafka"), port: kafkaPort }),
      missing,
    ),
    attempt(
      "Elasticsearch",
      "Java 21 or later and Maven",
      () => startElasticsearch({ dir: join(dir, "elasticsearch"), port: elasticsearchPort }),
      missing,
    ),
    attempt(
      "S3",
      "Java 17 or later and Maven",
      () => startS3({ dir: join(dir, "s3"), port: s3Port }),
      missing,
    ),
  ]);
  return {
    kafkaBrokers: kafka?.brokers ?? null,
    elasticsearchUrl: elasticsearch?.url ?? null,
    s3Url: s3 === null ? null : testUrl(s3.address),
    missing,
    stop: async () => {
      await Promise.all([kafka?.stop(), elasticsearch?.stop(), s3?.stop()]);
    },
  };
}
