import { setTimeout as delay } from "node:timers/promises";

const PATIENCE_MS = 60_000;

/** Resolves with true when `/api/health` says that all is well, with false when it does not within a minute. */
export async function waitForHealth(port: number, signal: AbortSignal): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline && !signal.aborted) {
    const timeout = AbortSignal.any([signal, AbortSignal.timeout(5_000)]);
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`, { signal: timeout }).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) return true;
    await delay(100, undefined, { signal }).catch(() => undefined);
  }
  return false;
}
