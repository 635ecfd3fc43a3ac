import { connect } from "node:net";
import { join, resolve } from "node:path";
import { parseConfig } from "#lib/config.ts";
import { SetupError } from "#lib/setup-error.ts";
import { readArguments, runCommand, UsageError } from "../command.ts";
import { startCluster } from "./cluster.ts";
import { composeWorks, startCompose } from "./compose.ts";
import { startElasticsearch } from "./elasticsearch.ts";
import { startKafka } from "./kafka.ts";
import { allOrNone, stopAll } from "./node.ts";
import { clusterPorts, memberPorts } from "./ports.ts";
import { S3_BUCKET, S3_KEYS, startS3 } from "./s3.ts";

const HELP = `npm run stack [-- options]

Starts Kafka, Elasticsearch and an S3 server on this machine, prints the environment that makes Channelscope use them,
and stays until Ctrl-C. In containers where a container engine runs (compose.yaml, compose.cluster.yaml), else with
Maven and Java 21 or later; then data is kept in DATA_DIR/stack. The S3 server (S3Proxy) always runs with Maven and
Java; where these are missing, the archive stays a folder.

  --cluster                   three brokers and three nodes, with every record and every shard kept more than once
                              (3.5 GB of memory); on the ports named below and the two after each, among each other
                              a hundred above
  --kafka-port PORT           9092
  --elasticsearch-port PORT   9200
  --s3-port PORT              9000
  --heap-mb MB                512, memory of Elasticsearch (of each node)
  --no-containers             Maven and Java even where a container engine runs
`;

const OPTIONS = {
  help: { type: "boolean" },
  cluster: { type: "boolean" },
  "kafka-port": { type: "string", default: "9092" },
  "elasticsearch-port": { type: "string", default: "9200" },
  "s3-port": { type: "string", default: "9000" },
  "heap-mb": { type: "string", default: "512" },
  "no-containers": { type: "boolean" },
} as const;

type Stop = () => Promise<unknown>;

interface Wanted {
  cluster: boolean;
  kafka: number;
  elasticsearch: number;
  s3: number;
  heapMb: number;
}

const say = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const { values } = readArguments({ options: OPTIONS });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const wanted: Wanted = {
    cluster: values.cluster === true,
    kafka: number("kafka-port", values["kafka-port"], 1, 65_400),
    elasticsearch: number("elasticsearch-port", values["elasticsearch-port"], 1, 65_400),
    s3: number("s3-port", values["s3-port"], 1, 65_535),
    heapMb: number("heap-mb", values["heap-mb"], 256, 31_744),
  };
  for (const port of portsOf(wanted.kafka, wanted)) await refuseTaken("kafka-port", port);
  for (const port of portsOf(wanted.elasticsearch, wanted)) await refuseTaken("elasticsearch-port", port);
  await refuseTaken("s3-port", wanted.s3);
  const stopped = signal();
  const containers = values["no-containers"] !== true && (await composeWorks());
  const what = wanted.cluster
    ? "three Kafka brokers and three Elasticsearch nodes"
    : "Kafka and Elasticsearch";
  say(`Starting ${what} ${containers ? "in containers" : "with Maven and Java"}…`);
  const stop = containers
    ? await startCompose({
        kafka: clientPorts(wanted.kafka, wanted),
        elasticsearch: clientPorts(wanted.elasticsearch, wanted),
        heapMb: wanted.heapMb,
      })
    : await startHere(wanted);
  const s3 = await startArchive(wanted);
  process.stdout.write(`export DEMO=on ${environment(wanted)}${s3?.environment ?? ""}\n`);
  say("All answer. Run the line above in another terminal, then npm start. Ctrl-C stops them; data stays.");
  await stopped;
  say("Stopping…");
  await Promise.all([s3?.stop(), stop()]);
}

/** null: there is neither Maven nor Java beside the containers. */
async function startArchive({ s3: port }: Wanted): Promise<{ environment: string; stop: Stop } | null> {
  const dir = resolve(parseConfig(process.env).DATA_DIR, "stack", "s3");
  try {
    const { address, stop } = await startS3({ dir, port });
    const { id, secret } = S3_KEYS;
    const keys = `AWS_ENDPOINT_URL_S3=${address} AWS_ACCESS_KEY_ID=${id} AWS_SECRET_ACCESS_KEY=${secret}`;
    return { environment: ` ARCHIVE_URL=s3://${S3_BUCKET}/archive ${keys}`, stop };
  } catch (error) {
    say(`No S3, the archive stays a folder: ${error instanceof Error ? error.message : error}`);
    return null;
  }
}

function portsOf(first: number, { cluster }: Wanted): number[] {
  return cluster ? clusterPorts(first) : [first];
}

function clientPorts(first: number, { cluster }: Wanted): number[] {
  return cluster ? memberPorts(first) : [first];
}

function environment(wanted: Wanted): string {
  const addresses = (first: number, address: (port: number) => string) =>
    clientPorts(first, wanted).map(address).join(",");
  const brokers = addresses(wanted.kafka, (port) => `127.0.0.1:${port}`);
  const urls = addresses(wanted.elasticsearch, (port) => `http://127.0.0.1:${port}`);
  return `KAFKA_BROKERS=${brokers} ELASTICSEARCH_URL=${urls}`;
}

function number(name: string, value: string, min: number, max: number): number {
  const parsed = Number(value);
  if (Number.isInteger(parsed) && parsed >= min && parsed <= max) return parsed;
  throw new UsageError(`--${name} must be a whole number from ${min} to ${max}, not ${value}.`);
}

async function startHere({ cluster, kafka, elasticsearch, heapMb }: Wanted): Promise<Stop> {
  const dir = resolve(parseConfig(process.env).DATA_DIR, "stack");
  try {
    if (cluster) {
      const started = await startCluster({
        dir: join(dir, "cluster"),
        kafkaPort: kafka,
        elasticsearchPort: elasticsearch,
        heapMb,
        say,
      });
      return started.stop;
    }
    const started = await allOrNone<{ stop(): Promise<void> }>([
      startKafka({ dir: join(dir, "kafka"), port: kafka }),
      startElasticsearch({ dir: join(dir, "elasticsearch"), port: elasticsearch, heapMb }),
    ]);
    return () => stopAll(started);
  } catch (error) {
    throw new SetupError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function refuseTaken(option: string, port: number): Promise<void> {
  return new Promise((free, taken) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.once("error", () => free());
    socket.once("connect", () => {
      socket.destroy();
      taken(
        new SetupError(
          `Port ${port} is taken, perhaps by a stack that runs already: stop it, or give --${option}.`,
        ),
      );
    });
  });
}

function signal(): Promise<void> {
  return new Promise((received) => {
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => received());
  });
}

await runCommand(main);
