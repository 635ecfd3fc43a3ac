import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { createBackoff } from "./backoff.ts";

export interface ChildSpec {
  name: string;
  /** A script and its arguments, run under this Node. */
  args: string[];
  environment: NodeJS.ProcessEnv;
  /** Both outputs go there. */
  log: string;
  /** Bound of its JavaScript heap. */
  heapMb: number;
  /** How long it may take to end after SIGTERM. */
  drainMs: number;
}

export interface Child {
  /** Ends it (to be started again at once) so that it takes this environment. */
  renew(environment: NodeJS.ProcessEnv): void;
  /** Ends it for good. */
  stop(): Promise<void>;
}

const PRELOAD = pathToFileURL(`${import.meta.dirname}/exit-with-launcher.ts`).href;

/** Keeps a process running: one that dies is started again, after a pause that grows while it keeps dying. */
export function keepRunning(spec: ChildSpec, say: (line: string) => void): Child {
  const stopping = new AbortController();
  const backoff = createBackoff();
  let { environment } = spec;
  let renewing = false;
  let current: ChildProcess | null = null;

  const loop = async () => {
    while (!stopping.signal.aborted) {
      const began = performance.now();
      current = start(spec, environment);
      const [code, signal]: [number | null, NodeJS.Signals | null] = await ended(current);
      if (stopping.signal.aborted) return;
      if (renewing) {
        renewing = false;
        continue;
      }
      const pause = backoff.next(performance.now() - began);
      const how = signal ?? `code ${code ?? "unknown"}`;
      say(`The ${spec.name} ended (${how}) and is started again in ${pause / 1000} s; see ${spec.log}`);
      await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const finished = loop();

  return {
    renew(next) {
      environment = next;
      renewing = current?.kill("SIGTERM") ?? false;
    },
    async stop() {
      stopping.abort();
      if (current) await end(current, spec.drainMs);
      await finished;
    },
  };
}

function start(spec: ChildSpec, environment: NodeJS.ProcessEnv): ChildProcess {
  mkdirSync(dirname(spec.log), { recursive: true, mode: 0o700 });
  const log = openSync(spec.log, "a", 0o600);
  const flags = [
    `--max-old-space-size=${spec.heapMb}`,
    `--import=${PRELOAD}`,
    "--disable-warning=ExperimentalWarning",
    // kafkajs computes a negative pause now and then; Node corrects it.
    "--disable-warning=TimeoutNegativeWarning",
  ];
  const child = spawn(process.execPath, [...flags, ...spec.args], {
    env: environment,
    stdio: ["ignore", log, log, "ipc"],
    // Out of the terminal's reach: Ctrl-C comes to the launcher, which ends its children in order.
    detached: true,
  });
  closeSync(log);
  return child;
}

async function ended(child: ChildProcess): Promise<[number | null, NodeJS.Signals | null]> {
  if (child.exitCode !== null || child.signalCode !== null) return [child.exitCode, child.signalCode];
  try {
    const [code, signal] = await once(child, "exit");
    return [typeof code === "number" ? code : null, signal ?? null];
  } catch {
    return [null, null];
  }
}

async function end(child: ChildProcess, drainMs: number): Promise<void> {
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), drainMs);
  await ended(child);
  clearTimeout(late);
}
