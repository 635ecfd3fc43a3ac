// Runs a TypeScript file under the project's own Node: `node scripts/run.mjs FILE [arguments]`. Plain JavaScript,
// because it also runs under an older Node.
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectNode } from "./install.mjs";

const root = join(import.meta.dirname, "..");
const FLAGS = [
  "--disable-warning=ExperimentalWarning",
  // kafkajs computes a negative pause now and then; Node corrects it.
  "--disable-warning=TimeoutNegativeWarning",
  // A young generation of V8's own choosing grows by 100 MB under a steady load, for little speed.
  "--max-semi-space-size=8",
  ...(existsSync(join(root, ".env")) ? [`--env-file=${join(root, ".env")}`] : []),
];

/** Runs a script of the project and leaves with its exit code. */
export function runScript(file, args) {
  process.env.NODE_COMPILE_CACHE ??= join(root, "node_modules", ".cache", "channelscope");
  // As `npm start` has it: each thread's own arena keeps memory that the others could use.
  process.env.MALLOC_ARENA_MAX ??= "2";
  const child = spawn(projectNode, [...FLAGS, join(root, file), ...args], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === null ? 1 : 130)));
}

/** A fresh install lacks what Prisma generates; every script that opens the database needs it. */
export function generateMissing() {
  if (existsSync(join(root, "prisma", "client", "client.ts"))) return;
  const { status } = spawnSync(projectNode, [...FLAGS, join(root, "scripts", "generate.ts")], {
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}

if (process.argv[1] === import.meta.filename) {
  if (!existsSync(projectNode)) {
    process.stderr.write("Channelscope is not installed yet: run `npm start` once, or `npm install`.\n");
    process.exit(1);
  }
  generateMissing();
  const [file, ...rest] = process.argv.slice(2);
  runScript(file, rest);
}
