import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { Kafka, logLevel } from "kafkajs";
import { type ClientListener, type KafkaMember, serverProperties } from "./kafka-settings.ts";
import { resolveClasspath } from "./maven.ts";
import { allOrNone, type EngineNode, startNode } from "./node.ts";
import { freePort, innerPort, memberPorts } from "./ports.ts";

const run = promisify(execFile);

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
export async function startKafka(options: {
  dir: string;
  port: number;
  /** Beside the open one. */
  client?: ClientListener;
}): Promise<RunningKafka> {
  const { dir, port, client } = options;
  const member = { id: 1, port, controllerPort: await freePort() };
  const node = await startMember({ name: "Kafka", dir, member, members: [member], client });
  return { brokers: node.address, pid: node.pid, stop: () => node.stop() };
}

/**
 * Starts three brokers that keep every record three times, on `port` and the two after it (controllers a hundred
 * above), and resolves when all answer. Folders that were used before keep their records.
 */
export async function startKafkaCluster(options: {
  dir: string;
  port: number;
  say?: (line: string) => void;
}): Promise<EngineNode[]> {
  const { dir, port, say } = options;
  const members = memberPorts(port).map((own, index) => ({
    id: index + 1,
    port: own,
    controllerPort: innerPort(own),
  }));
  await mkdir(dir, { recursive: true });
  const clusterId = await keptId(join(dir, "kafka-cluster-id"));
  return allOrNone(
    members.map((member) => {
      const name = `kafka-${member.id}`;
      return startMember({ name, dir: join(dir, name), member, members, clusterId, say });
    }),
  );
}

interface Member {
  name: string;
  dir: string;
  member: KafkaMember;
  members: KafkaMember[];
  client?: ClientListener | undefined;
  clusterId?: string;
  say?: ((line: string) => void) | undefined;
}

async function startMember({ name, dir, member, members, client, clusterId, say }: Member) {
  const classpath = (await resolveClasspath(COORDINATES)).join(delimiter);
  await mkdir(dir, { recursive: true });
  const properties = join(dir, "server.properties");
  await writeFile(properties, serverProperties(join(dir, "data"), member, members, client));
  const java = (main: string, ...args: string[]) => [
    "-Xms64m",
    "-Xmx320m",
    "-XX:+UseSerialGC",
    "-cp",
    classpath,
    main,
    ...args,
  ];
  if (!existsSync(join(dir, "data", "meta.properties"))) {
    const format = ["format", "--cluster-id", clusterId ?? newId(), "--config", properties];
    await run("java", java("kafka.tools.StorageTool", ...format, ...(client?.format ?? []))).catch(explain);
  }
  return startNode({
    name,
    address: `127.0.0.1:${member.port}`,
    server: {
      command: "java",
      args: java("kafka.Kafka", properties),
      log: join(dir, "kafka.log"),
      stopWithinMs: STOP_WITHIN_MS,
    },
    answers: async () => (await knownBrokers(member.port)).includes(member.id),
    answersWithinMs: READY_WITHIN_MS,
    ...(say ? { say } : {}),
  });
}

/** Never begins with a dash, which Kafka's tool would take for an option. */
function newId(): string {
  const bytes = randomBytes(16);
  bytes.writeUInt8(bytes.readUInt8(0) & 0x7f, 0);
  return bytes.toString("base64url");
}

/** All members' storage carries it; made once. */
async function keptId(file: string): Promise<string> {
  if (!existsSync(file)) await writeFile(file, newId());
  return (await readFile(file, "utf8")).trim();
}

function explain(error: NodeJS.ErrnoException & { stderr?: string }): never {
  if (error.code === "ENOENT") throw new Error("Java is not installed, or not on the PATH.");
  throw new Error(`Kafka's storage was not formatted: ${error.stderr?.trim().split("\n").at(-1)}`);
}

/** Ids of the brokers that take part, as the one on this port knows them; none while it does not answer. */
async function knownBrokers(port: number): Promise<number[]> {
  const admin = new Kafka({
    brokers: [`127.0.0.1:${port}`],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1_000,
    retry: { retries: 0 },
  }).admin();
  try {
    await admin.connect();
    return (await admin.describeCluster()).brokers.map(({ nodeId }) => nodeId);
  } catch {
    return [];
  } finally {
    await admin.disconnect();
  }
}
