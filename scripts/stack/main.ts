import { connect } from "node:net";
import { join, resolve } from "node:path";
import { parseConfig } from "#lib/config.ts";
import { SetupError } from "#lib/setup-error.ts";
import { readArguments, runCommand, UsageError } from "../command.ts";
import { composeWorks, startCompose } from "./compose.ts";
import { startElasticsearch } from "./elasticsearch.ts";
import { startKafka } from "./kafka.ts";

const HELP = `npm run stack [-- options]

Starts Kafka and Elasticsearch on this machine, prints the environment that makes Channelscope use them, and stays
until Ctrl-C. In containers where a container engine runs (compose.yaml), else with Maven and Java 21 or later; then
data is kept in DATA_DIR/stack.

  --kafka-port PORT           9092
  --elasticsearch-port PORT   9200
  --heap-mb MB                512, memory of Elasticsearch
  --no-containers             Maven and Java even where a container engine runs
`;

const OPTIONS = {
  help: { type: "boolean" },
  "kafka-port": { type: "string", default: "9092" },
  "elasticsearch-port": { type: "string", default: "9200" },
  "heap-mb": { type: "string", default: "512" },
  "no-containers": { type: "boolean" },
} as const;

type Stop = () => Promise<unknown>;

interface Wanted {
  kafka: number;
  elasticsearch: number;
  heapMb: number;
}

async function main(): Promise<void> {
  const { values } = readArguments({ options: OPTIONS });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const wanted: Wanted = {
    kafka: number("kafka-port", values["kafka-port"], 1, 65_535),
    elasticsearch: number("elasticsearch-port", values["elasticsearch-port"], 1, 65_535),
    heapMb: number("heap-mb", values["heap-mb"], 256, 31_744),
  };
  await refuseTaken("kafka-port", wanted.kafka);
  await refuseTaken("elasticsearch-port", wanted.elasticsearch);
  const stopped = signal();
  const containers = values["no-containers"] !== true && (await composeWorks());
  const say = (line: string) => process.stderr.write(`${line}\n`);
  say(`Starting Kafka and Elasticsearch ${containers ? "in containers" : "with Maven and Java"}…`);
  const stop = containers ? await startCompose(wanted) : await startHere(wanted);
  process.stdout.write(
    `export DEMO=on KAFKA_BROKERS=127.0.0.1:${wanted.kafka} ELASTICSEARCH_URL=http://127.0.0.1:${wanted.elasticsearch}\n`,
  );
  say("Both answer. Run the line above in another terminal, then npm start. Ctrl-C stops them; data stays.");
  await stopped;
  say("Stopping…");
  await stop();
}

function number(name: string, value: string, min: number, max: number): number {
  const parsed = Number(value);
  if (Number.isInteger(parsed) && parsed >= min && parsed <= max) return parsed;
  throw new UsageError(`--${name} must be a whole number from ${min} to ${max}, not ${value}.`);
}

/** Both, or neither: what started is stopped when the other one cannot be had. */
async function startHere({ kafka, elasticsearch, heapMb }: Wanted): Promise<Stop> {
  const dir = resolve(parseConfig(process.env).DATA_DIR, "stack");
  const results = await Promise.allSettled([
    startKafka({ dir: join(dir, "kafka"), port: kafka }),
    startElasticsearch({ dir: join(dir, "elasticsearch"), port: elasticsearch, heapMb }),
  ]);
  const stop = () =>
    Promise.all(results.map((result) => (result.status === "fulfilled" ? result.value.stop() : undefined)));
  const reasons = results.flatMap((result) =>
    result.status === "rejected" ? [messageOf(result.reason)] : [],
  );
  if (reasons.length === 0) return stop;
  await stop();
  throw new SetupError([...new Set(reasons)].join("\n"));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
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
