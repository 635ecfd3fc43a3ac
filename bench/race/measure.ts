import { setTimeout as delay } from "node:timers/promises";
import { cpuSeconds, residentMiB } from "../support/process-figures.ts";
import type { RaceIndex } from "./race-index.ts";

export interface Leg {
  eventsPerSecond: number;
  cpuMicroseconds: number;
  mostMiB: number;
}

const POLL_MS = 200;
const FIRST_EVENTS_WITHIN_MS = 45_000;

/** Counts from the first events that arrive in the index, so that nobody's start counts, for `seconds`. */
export async function measure(index: RaceIndex, pid: number, seconds: number): Promise<Leg> {
  const patience = performance.now() + FIRST_EVENTS_WITHIN_MS;
  let count = 0;
  while (count === 0) {
    if (performance.now() > patience) throw new Error(`Nothing arrived in ${index.pattern}`);
    await delay(POLL_MS);
    count = await index.indexed();
  }
  const from = { count, cpu: cpuSeconds(pid), at: performance.now() };
  let mostMiB = 0;
  while (performance.now() - from.at < seconds * 1_000) {
    await delay(POLL_MS);
    mostMiB = Math.max(mostMiB, residentMiB(pid));
  }
  const events = (await index.indexed()) - from.count;
  return {
    eventsPerSecond: (events * 1_000) / (performance.now() - from.at),
    cpuMicroseconds: ((cpuSeconds(pid) - from.cpu) * 1_000_000) / events,
    mostMiB,
  };
}
