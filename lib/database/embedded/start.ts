import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, statSync, truncateSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { launchAs } from "./identity.ts";
import type { Placement } from "./placement.ts";
import { findPostmaster, type Postmaster, removeMisleadingLock } from "./postmaster.ts";
import { complaint, serverEnvironment } from "./run.ts";
import { serverArguments } from "./settings.ts";

/** Why the server ended instead of starting. */
export interface Exit {
  reason: string;
  port: number;
  portTaken: boolean;
  /** Another try may succeed: sessions of a killed server still hold its memory, or another process started it. */
  passing: boolean;
}

/** How PostgreSQL says so; it has no codes for it. */
const PORT_TAKEN = /could not create any TCP/;
const PASSING = /could not create any TCP|shared memory block .* still in use|lock file .* already exists/;

const LOG_LIMIT = 16 * 1024 * 1024;

/**
 * Starts the server, detached: it outlives a killed launcher and is not hit by the terminal's Ctrl-C. Resolves when it
 * has its port, which is before it answers, or with why it ended.
 */
export async function startPostmaster(
  placement: Placement,
  port: number,
  settings: Record<string, string>,
): Promise<Postmaster | Exit> {
  await removeMisleadingLock(placement.data);
  const path = logPath(placement);
  const log = openLog(path);
  const from = statSync(path).size;
  const args = ["-D", placement.data, ...serverArguments(port, settings)];
  const {
    command,
    options,
    args: full,
  } = launchAs(placement.identity, join(placement.native, "bin", "postgres"), args);
  const child = spawn(command, full, {
    ...options,
    env: serverEnvironment(),
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.unref();
  let ended = false;
  const end = once(child, "exit").then(
    () => {
      ended = true;
    },
    () => {
      ended = true;
    },
  );
  while (!ended) {
    const postmaster = await findPostmaster(placement.data);
    if (postmaster && postmaster.pid === child.pid && postmaster.listening) return postmaster;
    await Promise.race([end, delay(10)]);
  }
  const reason = await lastWords(placement, from);
  return { reason, port, portTaken: PORT_TAKEN.test(reason), passing: PASSING.test(reason) };
}

/** The line of the server's log that says why it ended. */
export async function lastWords(placement: Placement, from = 0): Promise<string> {
  const log = await readFile(logPath(placement));
  return complaint(log.subarray(Math.max(from, log.length - 8_000)).toString());
}

function logPath(placement: Placement): string {
  return join(placement.home, "server.log");
}

function openLog(path: string): number {
  const file = openSync(path, "a", 0o600);
  if (statSync(path).size > LOG_LIMIT) truncateSync(path);
  return file;
}
