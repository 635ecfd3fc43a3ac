import { mkdir, mkdtemp, readdir, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "#lib/clock.ts";

const HOUR_MS = 3_600_000;
/** Nobody has used a folder for so long whose archiver was killed: one that lives says so every hour. */
const ABANDONED_MS = 24 * HOUR_MS;

export interface Spool {
  /** A folder of this archiver's own. */
  path: string;
  close(): Promise<void>;
}

/** A folder for an archiver's files, which says that it is in use even while no file is written for days. */
export async function openSpool(folder: string, clock: Clock, everyMs = HOUR_MS): Promise<Spool> {
  await mkdir(folder, { recursive: true });
  const path = await mkdtemp(join(folder, "archiver-"));
  const sayInUse = () => {
    const now = clock.now() / 1_000;
    // Where it cannot be said, the next round says it.
    utimes(path, now, now).catch(() => undefined);
  };
  const timer = setInterval(sayInUse, everyMs).unref();
  return {
    path,
    async close() {
      clearInterval(timer);
      await rm(path, { recursive: true, force: true });
    },
  };
}

/** Removes what archivers of this machine that were killed left in the folder. */
export async function tidySpools(folder: string, clock: Clock): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    const left = await stat(join(folder, name)).catch(() => null);
    if (left !== null && left.mtimeMs < clock.now() - ABANDONED_MS)
      await rm(join(folder, name), { recursive: true, force: true });
  }
}
