import { get } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

const PATIENCE_MS = 60_000;

/** By Node's own client: `fetch` refuses to ask some ports, on which web serves all the same. */
function isWell(port: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = get({ host: "127.0.0.1", port, path: "/api/health", signal }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asked.on("error", () => resolve(false));
  });
}

/** Resolves with true when `/api/health` says that all is well, with false when it does not within a minute. */
export async function waitForHealth(port: number, signal: AbortSignal): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline && !signal.aborted) {
    if (await isWell(port, AbortSignal.any([signal, AbortSignal.timeout(5_000)]))) return true;
    await delay(100, undefined, { signal }).catch(() => undefined);
  }
  return false;
}
