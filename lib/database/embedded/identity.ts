import { spawnSync } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { dirname } from "node:path";

/** PostgreSQL refuses to run as root: this is `nobody`. */
const NOBODY = 65_534;
const NAMESPACE = ["--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];

/**
 * Under which identity the server runs. `self`: this ordinary user. `namespace`: as root, in a user namespace where
 * root appears as nobody, so that files stay root's and a folder closed to others is no obstacle. `nobody`: as root
 * where user namespaces are off.
 */
export type Identity = "self" | "namespace" | "nobody";

export function chooseIdentity(): Identity {
  if (process.getuid?.() !== 0) return "self";
  const probe = spawnSync("unshare", [...NAMESPACE, "true"], { stdio: "ignore" });
  return probe.status === 0 ? "namespace" : "nobody";
}

export interface Launch {
  command: string;
  args: string[];
  options: { cwd: string; uid?: number; gid?: number };
}

/** How to run a program of PostgreSQL's under an identity; the process id is the program's own. */
export function launchAs(identity: Identity, program: string, args: string[]): Launch {
  if (identity === "namespace") {
    return { command: "unshare", args: [...NAMESPACE, "--", program, ...args], options: { cwd: "/" } };
  }
  const ids = identity === "nobody" ? { uid: NOBODY, gid: NOBODY } : {};
  return { command: program, args, options: { cwd: "/", ...ids } };
}

/** The numeric owner that files need under `nobody`, else null. */
export function ownerOf(identity: Identity): number | null {
  return identity === "nobody" ? NOBODY : null;
}

/** Whether every folder above a path lets others pass. */
export function isOpenToOthers(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    accessSync(folder, constants.F_OK);
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
