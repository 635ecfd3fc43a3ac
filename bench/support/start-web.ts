import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Installation } from "../../lib/installation.ts";
import { SetupError } from "../../lib/setup-error.ts";
import { childEnvironment } from "../../scripts/start/plan.ts";
import { services } from "../../scripts/start/services.ts";
import { waitForHealth } from "../../scripts/start/wait-for-health.ts";
import { claimPort } from "../../scripts/start/web-port.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/** The web process as `npm start` runs it, alone. It must have been built. */
export async function startWeb(installation: Installation) {
  const port = await claimPort(0);
  const environment = childEnvironment(process.env, installation, { port, demo: false });
  const { args, heapMb } = services(ROOT, installation.config.DATA_DIR, port, environment).web;
  const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, ...args], {
    cwd: ROOT,
    env: environment,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const stop = async () => {
    if (child.exitCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  const gone = AbortSignal.timeout(60_000);
  if (!(await waitForHealth(port, gone)) || child.pid === undefined) {
    await stop();
    throw new SetupError("The web process does not answer: build it first, by npm start.");
  }
  return { url: `http://127.0.0.1:${port}`, pid: child.pid, stop };
}
