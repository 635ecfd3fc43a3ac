import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Runs a script of this folder on the data of the product under test; answers the last line that it printed. */
export function onInstallation(script: string, ...args: string[]): string {
  const dataDir = process.env.E2E_DATA_DIR;
  if (dataDir === undefined) throw new Error("E2E_DATA_DIR names the data of the product under test.");
  const root = join(import.meta.dirname, "..");
  const command = [join(root, "scripts", "run.mjs"), join("e2e", script), ...args];
  const printed = execFileSync(process.execPath, command, {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir },
    encoding: "utf8",
  });
  return printed.trim().split("\n").at(-1) ?? "";
}
