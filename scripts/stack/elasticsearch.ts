import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, open, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { chooseIdentity, launchAs, ownerOf } from "#lib/database/embedded/identity.ts";
import { findJava } from "./java.ts";
import { resolveArtifact } from "./maven.ts";

const run = promisify(execFile);

const VERSION = "9.2.0";
/** The server without licensed modules: all that Maven has. */
const COORDINATES = `org.elasticsearch.distribution.integ-test-zip:elasticsearch:${VERSION}:zip`;
const JAVA = 21;
const READY_WITHIN_MS = 180_000;
const STOP_WITHIN_MS = 15_000;
const ASK_EVERY_MS = 250;

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
  const java = await findJava(JAVA);
  const home = await unpacked(dir, java);
  for (const folder of ["data", "logs"]) await mkdir(join(dir, folder), { recursive: true });
  // Before the first start: later it would have written a keystore that then blocks it.
  await writeFile(join(home, "config", "elasticsearch.yml"), settings(dir, port));
  const identity = chooseIdentity();
  const owner = ownerOf(identity);
  if (owner !== null) await run("chown", ["-R", `${owner}:${owner}`, dir]);
  const launch = launchAs(identity, join(home, "bin", "elasticsearch"), []);
  const output = await open(join(dir, "elasticsearch.log"), "a");
  const server = spawn(launch.command, launch.args, {
    ...launch.options,
    stdio: ["ignore", output.fd, output.fd],
    detached: true,
    env: {
      ...process.env,
      HOME: dir,
      ES_JAVA_HOME: java,
      ES_JAVA_OPTS: `-Xms${heapMb}m -Xmx${heapMb}m`,
      ES_TMPDIR: join(dir, "data"),
    },
  });
  await output.close();
  const exited = exit(server);
  const url = `http://127.0.0.1:${port}`;
  const stop = () => stopServer(server, exited);
  try {
    await ready(url, exited, dir);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, pid: server.pid ?? 0, stop };
}

/** The program, unpacked once; a folder under another name until it is whole. */
async function unpacked(dir: string, java: string): Promise<string> {
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

function settings(dir: string, port: number): string {
  return `cluster.name: channelscope
node.name: channelscope-${port}
discovery.type: single-node
network.host: 127.0.0.1
http.port: ${port}
transport.port: 0
path.data: ${JSON.stringify(join(dir, "data"))}
path.logs: ${JSON.stringify(join(dir, "logs"))}
xpack.security.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
`;
}

function exit(server: ChildProcess): Promise<number | null> {
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.once("exit", (code) => done(code));
  });
}

async function ready(url: string, exited: Promise<number | null>, dir: string): Promise<void> {
  const end = exited.then((code) => {
    throw new Error(`Elasticsearch ended with code ${code} before it answered: see ${dir}/elasticsearch.log`);
  });
  end.catch(() => undefined);
  const deadline = performance.now() + READY_WITHIN_MS;
  while (!(await answers(url))) {
    if (performance.now() > deadline) {
      throw new Error(
        `Elasticsearch did not answer in ${READY_WITHIN_MS / 1_000} s: see ${dir}/elasticsearch.log`,
      );
    }
    await Promise.race([pause(ASK_EVERY_MS), end]);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/_cluster/health?wait_for_status=yellow&timeout=5s`);
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

async function stopServer(server: ChildProcess, exited: Promise<number | null>): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) return;
  server.kill("SIGTERM");
  const timer = setTimeout(() => server.kill("SIGKILL"), STOP_WITHIN_MS);
  await exited.catch(() => undefined);
  clearTimeout(timer);
}
