import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

export interface Postmaster {
  pid: number;
  port: number;
  /** It has its port: what follows is recovery at most. */
  listening: boolean;
}

/**
 * The server that runs on a data folder, by its `postmaster.pid`; null when none does. A file left by a killed server
 * may name a process that is something else by now, so the process itself is looked at.
 */
export async function findPostmaster(dataFolder: string): Promise<Postmaster | null> {
  const lines = await lockFile(dataFolder);
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !(await runsOn(pid, dataFolder))) return null;
  return { pid, port: Number(lines[3]), listening: (lines[7] ?? "").trim() !== "" };
}

/**
 * Removes a lock file that names a living stranger, which PostgreSQL would take for its predecessor. One that names
 * nobody stays: with it PostgreSQL waits for the sessions of a killed server.
 */
export async function removeMisleadingLock(dataFolder: string): Promise<void> {
  const pid = Number((await lockFile(dataFolder))[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid) || (await runsOn(pid, dataFolder))) return;
  await rm(join(dataFolder, "postmaster.pid"), { force: true });
}

async function lockFile(dataFolder: string): Promise<string[]> {
  const text = await readFile(join(dataFolder, "postmaster.pid"), "utf8").catch(() => "");
  return text.split("\n");
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Whether that process is a PostgreSQL server started on that data folder. */
async function runsOn(pid: number, dataFolder: string): Promise<boolean> {
  return (await commandLine(pid)).includes(`/postgres -D ${dataFolder} `);
}

async function commandLine(pid: number): Promise<string> {
  try {
    if (process.platform === "linux") {
      return (await readFile(`/proc/${pid}/cmdline`, "utf8")).replaceAll("\0", " ");
    }
    return (await promisify(execFile)("ps", ["-o", "command=", "-p", String(pid)])).stdout;
  } catch {
    return "";
  }
}

/** Fast shutdown (open sessions end, all is flushed); the hard ways only when that takes longer than 10 s. */
export async function stopPostmaster(postmaster: Postmaster, dataFolder: string): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    try {
      process.kill(postmaster.pid, signal);
    } catch {
      return;
    }
    const deadline = Date.now() + 10_000;
    while (Date.now() < deadline) {
      if (!(await runsOn(postmaster.pid, dataFolder))) return;
      await delay(20);
    }
  }
}
