import { setTimeout as pause } from "node:timers/promises";
import { type ServerCommand, type ServerProcess, spawnServer } from "./server-process.ts";

const ASK_EVERY_MS = 250;

/** One server of an engine, and what a fault test does to it. */
export interface EngineNode {
  /** `kafka-2`, `elasticsearch-1`. */
  readonly name: string;
  /** host:port or URL, as clients take it. */
  readonly address: string;
  /** Changes with `restart`. */
  readonly pid: number;
  /** SIGKILL, as a crash of the machine; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGSTOP: it keeps its connections and answers nothing, until `resume`. */
  pause(): void;
  resume(): void;
  /** Starts it again on its data, ending it first if it still runs; resolves when it answers. */
  restart(): Promise<void>;
  /** Ends it, politely first. */
  stop(): Promise<void>;
}

export interface NodeSpec {
  name: string;
  address: string;
  server: ServerCommand;
  /** Whether it takes part by now. */
  answers(): Promise<boolean>;
  answersWithinMs: number;
  /** Told in one line when it ends by itself. */
  say?: (line: string) => void;
}

/** Starts a server and resolves when it answers; one that does not is ended, and the reason names its log. */
export async function startNode(spec: NodeSpec): Promise<EngineNode> {
  let server = await boot(spec);
  let wanted = true;
  const watch = (watched: ServerProcess) =>
    void watched.ended.then(() => {
      if (wanted && watched === server)
        spec.say?.(`${spec.name} ended (${watched.end}); the others go on. See ${spec.server.log}`);
    });
  watch(server);
  const stop = async () => {
    wanted = false;
    await server.stop();
  };
  return {
    name: spec.name,
    address: spec.address,
    get pid() {
      return server.pid;
    },
    async kill() {
      wanted = false;
      server.signal("SIGKILL");
      await server.ended;
    },
    pause: () => server.signal("SIGSTOP"),
    resume: () => server.signal("SIGCONT"),
    async restart() {
      await stop();
      server = await boot(spec);
      wanted = true;
      watch(server);
    },
    stop,
  };
}

async function boot(spec: NodeSpec): Promise<ServerProcess> {
  const server = await spawnServer(spec.server);
  try {
    await ready(server, spec);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function ready(server: ServerProcess, { name, answers, answersWithinMs, server: { log } }: NodeSpec) {
  const deadline = performance.now() + answersWithinMs;
  while (!(await answers())) {
    if (server.end !== null)
      throw new Error(`${name} ended (${server.end}) before it answered; is its port free? See ${log}`);
    if (performance.now() > deadline)
      throw new Error(`${name} did not answer in ${answersWithinMs / 1_000} s: see ${log}`);
    await Promise.race([pause(ASK_EVERY_MS), server.ended]);
  }
}

/**
 * Everything, or nothing: what started is stopped when another cannot be had. Throws each reason once, a line each.
 */
export async function allOrNone<T extends { stop(): Promise<void> }>(starting: Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(starting);
  const started = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const reasons = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  if (reasons.length === 0) return started;
  await stopAll(started);
  const lines = reasons.map((reason) => (reason instanceof Error ? reason.message : String(reason)));
  throw new Error([...new Set(lines)].join("\n"));
}

export async function stopAll(nodes: { stop(): Promise<void> }[]): Promise<void> {
  await Promise.all(nodes.map((node) => node.stop()));
}
