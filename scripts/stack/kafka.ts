import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { Kafka, logLevel } from "kafkajs";
import { resolveClasspath } from "./maven.ts";

const COORDINATES = "org.apache.kafka:kafka_2.13:4.1.1";
const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 10_000;

export interface RunningKafka {
  /** host:port, as `KAFKA_BROKERS` takes it. */
  brokers: string;
  pid: number;
  /** Ends the broker; resolves when its process is gone. */
  stop(): Promise<void>;
}

/**
 * Starts one Kafka 4.1.1 broker (KRaft, no ZooKeeper) on loopback with its data in `dir`, and resolves when it
 * answers. A folder that was used before keeps its records. Needs Java 17 or later and Maven.
 */
export async function startKafka({ dir, port }: { dir: string; port: number }): Promise<RunningKafka> {
  const classpath = (await resolveClasspath(COORDINATES)).join(delimiter);
  await mkdir(dir, { recursive: true });
  const properties = join(dir, "server.properties");
  await writeFile(properties, serverProperties(join(dir, "data"), port, await freePort()));
  const java = (main: string, ...args: string[]) => [
    "-Xms64m",
    "-Xmx320m",
    "-XX:+UseSerialGC",
    "-cp",
    classpath,
    main,
    ...args,
  ];
  const output = await open(join(dir, "kafka.log"), "a");
  const run = (args: string[]) =>
    spawn("java", args, { stdio: ["ignore", output.fd, output.fd], detached: true });
  try {
    if (!existsSync(join(dir, "data", "meta.properties"))) {
      const id = randomBytes(16).toString("base64url");
      const format = run(
        java("kafka.tools.StorageTool", "format", "--cluster-id", id, "--config", properties),
      );
      if ((await exit(format)) !== 0)
        throw new Error(`Kafka's storage was not formatted: see ${dir}/kafka.log`);
    }
    const broker = run(java("kafka.Kafka", properties));
    const exited = exit(broker);
    const brokers = `127.0.0.1:${port}`;
    await ready(brokers, exited, dir);
    return { brokers, pid: broker.pid ?? 0, stop: () => stop(broker, exited) };
  } finally {
    await output.close();
  }
}

function serverProperties(data: string, port: number, controllerPort: number): string {
  return `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controllerPort}
listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}
advertised.listeners=PLAINTEXT://127.0.0.1:${port}
controller.listener.names=CONTROLLER
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
log.dirs=${data}
num.partitions=6
auto.create.topics.enable=false
offsets.topic.num.partitions=4
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
log.retention.hours=48
log.cleaner.dedupe.buffer.size=16777216
`;
}

function exit(child: ReturnType<typeof spawn>): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "ENOENT" ? new Error("Java is not installed, or not on the PATH.") : error),
    );
    child.once("exit", (code) => resolve(code));
  });
}

/** A port that nobody listens on; the controller's, which only the broker itself talks to. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

async function ready(brokers: string, exited: Promise<number | null>, dir: string): Promise<void> {
  const kafka = new Kafka({
    brokers: [brokers],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1_000,
    retry: { initialRetryTime: 200, factor: 0, maxRetryTime: 250, retries: READY_WITHIN_MS / 250 },
  });
  const admin = kafka.admin();
  const died = exited.then((code) => {
    throw new Error(
      `Kafka ended with code ${code} before it answered; is its port free? See ${dir}/kafka.log`,
    );
  });
  try {
    await Promise.race([admin.connect().then(() => admin.describeCluster()), died]);
  } finally {
    died.catch(() => undefined);
    await admin.disconnect();
  }
}

async function stop(broker: ReturnType<typeof spawn>, exited: Promise<number | null>): Promise<void> {
  if (broker.exitCode !== null || broker.signalCode !== null) return;
  broker.kill("SIGTERM");
  const timer = setTimeout(() => broker.kill("SIGKILL"), STOP_WITHIN_MS);
  await exited;
  clearTimeout(timer);
}
