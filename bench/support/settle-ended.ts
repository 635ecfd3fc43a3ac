import { setTimeout as delay } from "node:timers/promises";
import type { EventIndex } from "../../lib/stores/event-index/port.ts";

const LOOK_MS = 500;

/** Settles the parts that have ended, as housekeeping does once nobody writes to them, and waits until they are. */
export async function settleEnded(index: Pick<EventIndex, "parts" | "settle">, end: number): Promise<void> {
  for (;;) {
    const left = (await index.parts()).filter(({ settled, to }) => !settled && to <= end);
    if (left.length === 0) return;
    for (const part of left) if (!(await index.settle(part))) break;
    await delay(LOOK_MS);
  }
}
