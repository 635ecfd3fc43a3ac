import { randomUUID } from "node:crypto";

/** Of one notification, as the protocol has it. */
const MOST_ENTRIES = 1_000;
const TIMEOUT_MS = 15_000;

export interface Engine {
  /** Base address of its Realtime API. */
  url: string;
  serviceKey: string;
}

/** Says that these triggers have news: the engine polls them then. Throws unless it took that. */
export async function postNotifications(
  { url, serviceKey }: Engine,
  identities: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  for (let at = 0; at < identities.length; at += MOST_ENTRIES) {
    const data = identities.slice(at, at + MOST_ENTRIES).map((identity) => ({ trigger_identity: identity }));
    const response = await fetch(`${url.replace(/\/+$/, "")}/v1/notifications`, {
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        accept: "application/json",
        "ifttt-service-key": serviceKey,
        "x-request-id": randomUUID(),
      },
      body: JSON.stringify({ data }),
      // Whoever is sent elsewhere would take the key along.
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the engine answered HTTP ${response.status}`);
  }
}
