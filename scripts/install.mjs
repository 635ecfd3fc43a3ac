// Installs packages when something is missing. Plain JavaScript for Node 20: it runs before anything is installed.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** The Node that everything else runs under. */
export const projectNode = join(root, "node_modules", "node", "bin", "node");

/** Runs `npm install` unless every package of the lock file is there in its version. Throws one readable line. */
export function installMissing() {
  if (isInstalled()) return;
  const began = Date.now();
  process.stdout.write("  Installing packages, once (about 40 s) …\n");
  const npm = process.env.npm_execpath;
  const [command, ...before] = npm ? [process.execPath, npm] : ["npm"];
  // Not saved: npm would complete the lock file for this system and leave it changed.
  const flags = ["install", "--no-save", "--no-audit", "--no-fund", "--no-progress", "--loglevel=error"];
  const { status, error, stderr, stdout } = spawnSync(command, [...before, ...flags], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "development", npm_config_production: "" },
  });
  if (error) throw new Error(`npm cannot be run: ${error.message}`);
  if (status !== 0) throw new Error(`npm install failed:\n${`${stdout}\n${stderr}`.trim()}`);
  if (!existsSync(projectNode))
    throw new Error("npm install ran without install scripts: allow them and try again.");
  process.stdout.write(`  Installed in ${Math.round((Date.now() - began) / 1000)} s\n`);
}

/** npm notes what it installed in a lock file of its own: compared with ours, package by package. */
function isInstalled() {
  const wanted = read("package-lock.json");
  const found = read("node_modules/.package-lock.json");
  if (!wanted || !found || !existsSync(projectNode)) return false;
  const { dependencies, devDependencies } = read("package.json");
  const top = { ...dependencies, ...devDependencies };
  const asked = Object.entries(top).every(
    ([name, version]) =>
      wanted.packages[""]?.dependencies?.[name] === version ||
      wanted.packages[""]?.devDependencies?.[name] === version,
  );
  const packages = Object.entries(wanted.packages).filter(([path, entry]) => path !== "" && !entry.optional);
  return asked && packages.every(([path, { version }]) => found.packages[path]?.version === version);
}

function read(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), "utf8"));
  } catch {
    return null;
  }
}
