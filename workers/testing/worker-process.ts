import { type ChildProcess, spawn } from "node:child_process";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { endWithThis } from "#lib/testing/children.ts";

export interface WorkerProcess {
  child: ChildProcess;
  /** A figure of the worker's own /metrics, summed over its labels. */
  metric(name: string): Promise<number>;
  /** As a crash of the machine would: no drain, nothing said. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, () => resolve()));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await exited;
}

/** As `npm start` and `npm run worker` do. */
const FLAGS = [
  "--max-old-space-size=256",
  "--max-semi-space-size=8",
  "--disable-warning=TimeoutNegativeWarning",
];

const DRAIN_MS = 10_000;

export interface WorkerOptions {
  /** A module that is loaded before the worker: how a test runs a mutated build. */
  preload?: string;
  /** Those alone; absent: all that share a process. */
  roles?: readonly string[];
}

/** Starts the real worker process and resolves once its metrics answer. */
export async function startWorker(
  environment: Record<string, string>,
  { preload, roles }: WorkerOptions = {},
): Promise<WorkerProcess> {
  const port = await freePort();
  const flags = preload === undefined ? FLAGS : [...FLAGS, "--import", preload];
  const args = roles === undefined ? [] : [`--roles=${roles.join()}`];
  const child = spawn(process.execPath, [...flags, join(import.meta.dirname, "../main.ts"), ...args], {
    env: {
      MALLOC_ARENA_MAX: "2",
      ...process.env,
      LOG_LEVEL: "warn",
      ...environment,
      WORKER_METRICS_PORT: String(port),
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  endWithThis(child, { graceMs: DRAIN_MS });
  const metrics = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  for (let tries = 0; ; tries++) {
    try {
      await metrics();
      break;
    } catch (error) {
      if (child.exitCode !== null || tries > 200) throw error;
      await delay(100);
    }
  }
  return {
    child,
    async metric(name) {
      const lines = (await metrics()).split("\n").filter((line) => line.startsWith(name));
      return lines
        .filter((line) => [" ", "{"].includes(line.charAt(name.length)))
        .reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
    },
    kill: () => end(child, "SIGKILL"),
    stop: () => end(child, "SIGTERM"),
  };
}
