import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, cp, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { chooseIdentity, launchAs, ownerOf } from "#lib/database/embedded/identity.ts";
import { findJava } from "./java.ts";
import { resolveArtifact } from "./maven.ts";
import { allOrNone, type EngineNode, startNode } from "./node.ts";
import { innerPort, memberPorts } from "./ports.ts";

const run = promisify(execFile);

const VERSION = "9.2.0";
/** The server without licensed modules: all that Maven has. */
const COORDINATES = `org.elasticsearch.distribution.integ-test-zip:elasticsearch:${VERSION}:zip`;
const JAVA = 21;
const READY_WITHIN_MS = 180_000;
const STOP_WITHIN_MS = 15_000;

export interface RunningElasticsearch {
  /** As `ELASTICSEARCH_URL` takes it. */
  url: string;
  pid: number;
  /** Ends the server; resolves when its process is gone. */
  stop(): Promise<void>;
}

export interface ElasticsearchOptions {
  /** Program, data and logs; a folder that was used before keeps its indices. */
  dir: string;
  port: number;
  heapMb?: number;
}

/**
 * Starts one Elasticsearch 9.2 node on loopback and resolves when it answers. Needs Java 21 or later and Maven; as
 * root it runs as nobody, because it refuses root.
 */
export async function startElasticsearch(options: ElasticsearchOptions): Promise<RunningElasticsearch> {
  const { port, heapMb = 512 } = options;
  const dir = resolve(options.dir);
  const program = await unpacked(dir);
  const node = await startMember({
    name: "Elasticsearch",
    dir,
    program,
    port,
    heapMb,
    settings: "discovery.type: single-node\ntransport.port: 0\n",
    health: "wait_for_status=yellow",
  });
  return { url: node.address, pid: node.pid, stop: () => node.stop() };
}

/**
 * Starts three nodes that form one cluster, on `port` and the two after it (among each other a hundred above), and
 * resolves when all have joined. Folders that were used before keep their indices.
 */
export async function startElasticsearchCluster(
  options: ElasticsearchOptions & { say?: (line: string) => void },
): Promise<EngineNode[]> {
  const { port, heapMb = 512, say } = options;
  const dir = resolve(options.dir);
  const program = await unpacked(dir);
  const ports = memberPorts(port);
  const names = ports.map((_, index) => `elasticsearch-${index + 1}`);
  return allOrNone(
    ports.map((own, index) => {
      const name = names[index] ?? "";
      return startMember({
        name,
        dir: join(dir, name),
        program,
        port: own,
        heapMb,
        settings: `transport.port: ${innerPort(own)}
discovery.seed_hosts: [${ports.map((each) => `"127.0.0.1:${innerPort(each)}"`).join(", ")}]
cluster.initial_master_nodes: [${names.map((each) => `"${each}"`).join(", ")}]
`,
        // A majority: it then answers for the cluster, also when another member is down.
        health: `wait_for_nodes=ge(${Math.ceil(ports.length / 2)})`,
        ...(say ? { say } : {}),
      });
    }),
  );
}

interface Member {
  name: string;
  dir: string;
  /** Folder of the unpacked server. */
  program: string;
  port: number;
  heapMb: number;
  settings: string;
  /** What `_cluster/health` must find before it counts as ready. */
  health: string;
  say?: (line: string) => void;
}

async function startMember({ name, dir, program, port, heapMb, settings, health, say }: Member) {
  const java = await findJava(JAVA);
  const config = join(dir, "config");
  for (const folder of ["data", "logs"]) await mkdir(join(dir, folder), { recursive: true });
  await cp(join(program, "config"), config, { recursive: true });
  // Before the first start: later it would have written a keystore that then blocks it.
  await writeFile(join(config, "elasticsearch.yml"), `${common(name, dir, port)}${settings}`);
  const identity = chooseIdentity();
  const owner = ownerOf(identity);
  if (owner !== null) await run("chown", ["-R", `${owner}:${owner}`, dir]);
  const launch = launchAs(identity, join(program, "bin", "elasticsearch"), []);
  const url = `http://127.0.0.1:${port}`;
  return startNode({
    name,
    address: url,
    server: {
      command: launch.command,
      args: launch.args,
      log: join(dir, "elasticsearch.log"),
      stopWithinMs: STOP_WITHIN_MS,
      options: {
        ...launch.options,
        env: {
          ...process.env,
          HOME: dir,
          ES_JAVA_HOME: java,
          ES_JAVA_OPTS: `-Xms${heapMb}m -Xmx${heapMb}m`,
          ES_PATH_CONF: config,
          ES_TMPDIR: join(dir, "data"),
        },
      },
    },
    answers: () => isTrue(`${url}/_cluster/health?${health}&timeout=5s`),
    answersWithinMs: READY_WITHIN_MS,
    ...(say ? { say } : {}),
  });
}

/** The program, unpacked once; a folder under another name until it is whole. */
async function unpacked(dir: string): Promise<string> {
  const java = await findJava(JAVA);
  const home = join(dir, `elasticsearch-${VERSION}`);
  if (existsSync(home)) return home;
  const zip = await resolveArtifact(COORDINATES);
  const partial = join(dir, "unpacking");
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  const jar = join(java, "bin", "jar");
  if (existsSync(jar)) await run(jar, ["--extract", "--file", zip], { cwd: partial });
  else await run("unzip", ["-q", zip, "-d", partial]);
  const program = join(partial, `elasticsearch-${VERSION}`);
  for (const name of await readdir(join(program, "bin"))) await chmod(join(program, "bin", name), 0o755);
  await rename(program, home);
  await rm(partial, { recursive: true, force: true });
  return home;
}

function common(name: string, dir: string, port: number): string {
  return `cluster.name: channelscope
node.name: ${name}
network.host: 127.0.0.1
http.port: ${port}
path.data: ${JSON.stringify(join(dir, "data"))}
path.logs: ${JSON.stringify(join(dir, "logs"))}
xpack.security.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
`;
}

/** Whether the cluster finds itself in the state that was asked for; it answers 408 when it does not within 5 s. */
async function isTrue(question: string): Promise<boolean> {
  try {
    const response = await fetch(question);
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
