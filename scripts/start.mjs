// `npm start`. Plain JavaScript for Node 20: installs what is missing, then hands over to the project's own Node.
import { spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import * as nodeModule from "node:module";
import { join } from "node:path";
import { installMissing, projectNode } from "./install.mjs";

const main = join(import.meta.dirname, "start", "main.ts");
process.chdir(join(import.meta.dirname, ".."));

const [major] = process.versions.node.split(".").map(Number);
if (major < 20) fail(`Channelscope needs Node 20 or later; this is ${process.version}.`);

try {
  if (process.argv.length === 2) installMissing();
} catch (error) {
  fail(error.message);
}

// Types are stripped once and kept: 30 MB less for each process, and a faster start.
process.env.NODE_COMPILE_CACHE ??= join(process.cwd(), "node_modules", ".cache", "channelscope");

stopWhenOrphaned();
try {
  if (process.execPath === realpathSync(projectNode)) {
    nodeModule.enableCompileCache(process.env.NODE_COMPILE_CACHE);
    dropWarnings("TimeoutNegativeWarning");
    await import(main);
  } else {
    handOver();
  }
} catch (error) {
  if (error?.code !== "ENOENT") throw error;
  fail("Channelscope is not installed yet: run `npm start` without arguments.");
}

/** What `--disable-warning` does; kafkajs computes a negative pause now and then, which Node corrects. */
function dropWarnings(type) {
  const emit = process.emitWarning;
  process.emitWarning = (warning, ...rest) => {
    if (rest[0] !== type) emit.call(process, warning, ...rest);
  };
}

/** The channel tells the other process when this one is killed: it then stops everything. */
function handOver() {
  const child = spawn(
    realpathSync(projectNode),
    ["--disable-warning=TimeoutNegativeWarning", main, ...process.argv.slice(2)],
    {
      stdio: ["inherit", "inherit", "inherit", "ipc"],
    },
  );
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code) => process.exit(code ?? 1));
}

/** npm passes a SIGTERM on to its shell only, which dies without a word: then nobody is left to stop this. */
function stopWhenOrphaned() {
  const parent = process.ppid;
  if (!process.env.npm_lifecycle_event) return;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 500);
  watch.unref();
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
