import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { open } from "node:fs/promises";
import { endWithThis } from "#lib/testing/children.ts";

export interface ServerCommand {
  command: string;
  args: string[];
  options?: Pick<SpawnOptions, "cwd" | "uid" | "gid" | "env">;
  /** Both outputs are appended there. */
  log: string;
  /** How long it may take to end after SIGTERM. */
  stopWithinMs: number;
}

export interface ServerProcess {
  pid: number;
  /** How it ended: `code 1`, or a signal's name; null while it runs. */
  readonly end: string | null;
  /** Resolves when it is gone. */
  ended: Promise<void>;
  /** To the server and all that it started; one that has ended takes no signal. */
  signal(name: NodeJS.Signals): void;
  /** Ends it, politely first; resolves when it is gone. */
  stop(): Promise<void>;
}

/**
 * Spawns a server in a process group of its own, out of the terminal's reach; it ends with this process. Rejects when
 * there is no such program.
 */
export async function spawnServer(server: ServerCommand): Promise<ServerProcess> {
  const output = await open(server.log, "a");
  try {
    const child = spawn(server.command, server.args, {
      ...server.options,
      stdio: ["ignore", output.fd, output.fd],
      detached: true,
    });
    await new Promise((resolve, reject) => child.once("spawn", resolve).once("error", reject));
    endWithThis(child, { graceMs: server.stopWithinMs, group: true });
    return follow(child, server.stopWithinMs);
  } finally {
    await output.close();
  }
}

function follow(child: ChildProcess, stopWithinMs: number): ServerProcess {
  const pid = child.pid ?? 0;
  const end = () => child.signalCode ?? (child.exitCode === null ? null : `code ${child.exitCode}`);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const signal = (name: NodeJS.Signals) => {
    // The group: Elasticsearch's server is a child of its launcher, which a SIGKILL alone would not reach.
    if (end() === null) process.kill(-pid, name);
  };
  return {
    pid,
    get end() {
      return end();
    },
    ended,
    signal,
    async stop() {
      if (end() !== null) return;
      child.kill("SIGTERM");
      signal("SIGCONT"); // a paused one would not hear it
      const late = setTimeout(() => signal("SIGKILL"), stopWithinMs);
      await ended;
      clearTimeout(late);
    },
  };
}
