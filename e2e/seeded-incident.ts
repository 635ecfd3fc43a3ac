import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Puts an incident into the product under test; answers its number. */
export function seededIncident(channel: string, state: "open" | "recovered"): number {
  const dataDir = process.env.E2E_DATA_DIR;
  if (dataDir === undefined) throw new Error("E2E_DATA_DIR names the data of the product under test.");
  const root = join(import.meta.dirname, "..");
  const command = [join(root, "scripts", "run.mjs"), join("e2e", "seed-incident.ts"), channel, state];
  const printed = execFileSync(process.execPath, command, {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir },
    encoding: "utf8",
  });
  return Number(printed.trim().split("\n").at(-1));
}
