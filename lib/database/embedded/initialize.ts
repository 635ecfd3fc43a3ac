import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, mkdir, readdir, readFile, rename, rm, stat, statfs, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { SetupError } from "../../setup-error.ts";
import { POSTGRES_MAJOR } from "./binaries.ts";
import { launchAs, ownerOf } from "./identity.ts";
import type { Placement } from "./placement.ts";
import { run } from "./run.ts";

/** The role that owns everything in the embedded server. */
export const SUPERUSER = "channelscope";

const LEAST_FREE_BYTES = 256 * 1024 * 1024;

/**
 * Makes the data folder unless it is there, and refuses one of another major version. It is built beside its place and
 * moved there whole: a killed attempt leaves nothing half made, and of two at once one wins.
 */
export async function initialize(placement: Placement, password: string): Promise<void> {
  const { data } = placement;
  await refuseFullDisk(dirname(data));
  if (existsSync(data)) return refuseOtherMajor(data);
  await removeAbandoned(data);
  const draft = `${data}.${randomUUID()}`;
  const secret = `${draft}.password`;
  const owner = ownerOf(placement.identity);
  try {
    await mkdir(draft, { mode: 0o700 });
    await writeFile(secret, password, { mode: 0o600 });
    if (owner !== null) await Promise.all([draft, secret].map((path) => chown(path, owner, owner)));
    const args = [
      "-D",
      draft,
      "-U",
      SUPERUSER,
      `--pwfile=${secret}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
    ];
    const locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
    await run(launchAs(placement.identity, join(placement.native, "bin", "initdb"), [...args, ...locale]));
    await rename(draft, data).catch((error: unknown) => {
      if (!existsSync(data)) throw error;
    });
  } finally {
    await rm(secret, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

async function refuseOtherMajor(data: string): Promise<void> {
  const version = await readFile(join(data, "PG_VERSION"), "utf8").catch((error: unknown) => {
    throw new SetupError(`The folder ${data} is no readable PostgreSQL data folder: ${String(error)}`);
  });
  if (version.trim() === String(POSTGRES_MAJOR)) return;
  throw new SetupError(
    `The database in ${data} was made by PostgreSQL ${version.trim()}, and this version brings ${POSTGRES_MAJOR}: move the folder away to begin anew, or set DATABASE_URL to a server of that version.`,
  );
}

async function refuseFullDisk(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= LEAST_FREE_BYTES) return;
  throw new SetupError(
    `The disk is full: ${Math.floor(free / 1024 / 1024)} MB free in ${folder}, and PostgreSQL needs ${LEAST_FREE_BYTES / 1024 / 1024} MB to start.`,
  );
}

/** What attempts that were killed left behind; a live one is younger. */
async function removeAbandoned(data: string): Promise<void> {
  const names = await readdir(dirname(data));
  for (const name of names.filter((name) => name.startsWith(`${basename(data)}.`))) {
    const path = join(dirname(data), name);
    if (await isOld(path)) await rm(path, { recursive: true, force: true });
  }
}

async function isOld(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > 600_000;
}
