import { createHash } from "node:crypto";
import { existsSync, realpathSync, statSync } from "node:fs";
import { chmod, cp, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { SetupError } from "../../setup-error.ts";
import { findBinaries, POSTGRES_MAJOR } from "./binaries.ts";
import { chooseIdentity, type Identity, isOpenToOthers, ownerOf } from "./identity.ts";
import { run } from "./run.ts";

/** Where one embedded server's things are. */
export interface Placement {
  /** Password, remembered port, log: the installation's own. */
  home: string;
  /** PostgreSQL's data folder. */
  data: string;
  /** Folder with `bin`. */
  native: string;
  identity: Identity;
}

/** Where `nobody` finds what lies in a folder that is closed to others. */
const OPEN_PLACE = "/var/lib/channelscope";

/** Decides under which identity the server runs and makes its folders reachable for it. */
export async function place(dataDir: string, identity: Identity = chooseIdentity()): Promise<Placement> {
  const wanted = join(dataDir, "postgres");
  // Others may pass through these two, and read nothing: the files in them are private.
  const mode = identity === "nobody" ? 0o711 : 0o700;
  try {
    await mkdir(wanted, { recursive: true, mode });
    if (identity === "nobody") await Promise.all([chmod(dataDir, mode), chmod(wanted, mode)]);
  } catch (error) {
    throw new SetupError(`The data folder ${dataDir} cannot be used: ${reason(error)}`);
  }
  const home = realpathSync(wanted);
  const native = findBinaries();
  const data = join(home, "data");
  if (identity !== "nobody") return { home, data, native, identity };
  return {
    home,
    data: isOpenToOthers(data) ? data : await elsewhere(home, data),
    native: isOpenToOthers(join(native, "bin", "postgres")) ? native : await copyOf(native),
    identity,
  };
}

async function elsewhere(home: string, data: string): Promise<string> {
  if (existsSync(data)) {
    throw new SetupError(
      `The database in ${data} cannot be reached by the user "nobody", under which PostgreSQL must run here: open the folders above it (chmod o+x), or allow user namespaces.`,
    );
  }
  const own = createHash("sha256").update(home).digest("hex").slice(0, 12);
  const folder = join(OPEN_PLACE, own);
  await mkdir(folder, { recursive: true, mode: 0o755 });
  return join(folder, "data");
}

async function copyOf(native: string): Promise<string> {
  const copy = join(OPEN_PLACE, `postgresql-${POSTGRES_MAJOR}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}`;
  await mkdir(OPEN_PLACE, { recursive: true, mode: 0o755 });
  await cp(native, draft, { recursive: true, verbatimSymlinks: true });
  await rename(draft, copy).catch(() => rm(draft, { recursive: true, force: true }));
  return copy;
}

/** Gives the data folder to whom the server runs as; needed once when an installation's identity changed. */
export async function settleOwner(placement: Placement): Promise<void> {
  const owner = statSync(placement.data).uid;
  const own = process.getuid?.() ?? owner;
  const wanted = ownerOf(placement.identity) ?? own;
  if (owner === wanted) return;
  if (own !== 0) {
    throw new SetupError(`The database in ${placement.data} belongs to another user (uid ${owner}).`);
  }
  await run({ command: "chown", args: ["-R", `${wanted}:${wanted}`, placement.data], options: { cwd: "/" } });
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
