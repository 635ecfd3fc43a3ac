import { setTimeout as pause } from "node:timers/promises";
import type { Log } from "../log.ts";
import { OutageLog } from "../outage-log.ts";
import { connect } from "./connect.ts";

const AGAIN_MS = 1_000;

/**
 * Calls `heard` with the channel at every NOTIFY until the signal, and with null after each connection: what happened
 * while there was none was not heard. A lost connection is made anew.
 */
export async function listen(
  url: string,
  channels: readonly string[],
  heard: (channel: string | null) => void,
  { log, signal }: { log: Log; signal: AbortSignal },
): Promise<void> {
  const outage = new OutageLog(log, "not listening; trying again", { channels });
  const hear = (channel: string | null) => {
    if (channel === null) outage.worked();
    heard(channel);
  };
  while (!signal.aborted) {
    try {
      await listenOnce(url, channels, hear, signal);
    } catch (error) {
      outage.failed(error);
      await pause(AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function listenOnce(
  url: string,
  channels: readonly string[],
  heard: (channel: string | null) => void,
  signal: AbortSignal,
): Promise<void> {
  const client = await connect(url, "channelscope listen");
  try {
    const lost = new Promise<never>((_, reject) => {
      client.on("error", reject);
      client.on("end", () => reject(new Error("the connection ended")));
    });
    lost.catch(() => undefined);
    client.on("notification", ({ channel }) => heard(channel));
    for (const channel of channels) await client.query(`listen ${client.escapeIdentifier(channel)}`);
    heard(null);
    const stopped = new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener("abort", () => resolve(), { once: true });
    });
    await Promise.race([stopped, lost]);
  } finally {
    await client.end().catch(() => undefined);
  }
}
