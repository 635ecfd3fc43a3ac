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

const HELP = `npm run stack [-- options]

Starts Kafka and Elasticsearch on this machine, prints the environment that makes Channelscope use them, and stays
until Ctrl-C. In containers where a container engine runs (compose.yaml), else with Maven and Java 21 or later; then
data is kept in DATA_DIR/stack.

  --cluster                   three of each, with every record and every shard kept more than once (2.5 GB of memory);
                              on the ports named below and the two after each, among each other a hundred above
  --kafka-port PORT           9092
  --elasticsearch-port PORT   9200
  --heap-mb MB                512, memory of Elasticsearch (of each node)
  --no-containers             Maven and Java even where a container engine runs
`;

const OPTIONS = {
  help: { type: "boolean" },
  cluster: { type: "boolean" },
  "kafka-port": { type: "string", default: "9092" },
  "elasticsearch-port": { type: "string", default: "9200" },
  "heap-mb": { type: "string", default: "512" },
  "no-containers": { type: "boolean" },
} as const;

type Stop = () => Promise<unknown>;

interface Wanted {
  cluster: boolean;
  kafka: number;
  elasticsearch: number;
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
    heapMb: number("heap-mb", values["heap-mb"], 256, 31_744),
  };
  for (const port of portsOf(wanted.kafka, wanted)) await refuseTaken("kafka-port", port);
  for (const port of portsOf(wanted.elasticsearch, wanted)) await refuseTaken("elasticsearch-port", port);
  const stopped = signal();
  const containers = values["no-containers"] !== true && (await composeWorks());
  const what = wanted.cluster
    ? "three Kafka brokers and three Elasticsearch nodes"
    : "Kafka and Elasticsearch";
  say(`Starting ${what} ${containers ? "in containers" : "with Maven and Java"}…`);
  const stop = containers ? await startCompose(wanted) : await startHere(wanted);
  process.stdout.write(`export DEMO=on ${environment(wanted)}\n`);
  say("All answer. Run the line above in another terminal, then npm start. Ctrl-C stops them; data stays.");
  await stopped;
  say("Stopping…");
  await stop();
}

function portsOf(first: number, { cluster }: Wanted): number[] {
  return cluster ? clusterPorts(first) : [first];
}

function environment(wanted: Wanted): string {
  const addresses = (first: number, address: (port: number) => string) =>
    (wanted.cluster ? memberPorts(first) : [first]).map(address).join(",");
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
