import type { Pool } from "pg";
import type { Clock } from "../../../clock.ts";
import { HOUR_MS } from "../hour.ts";
import type { Hour } from "../port.ts";
import { listHours } from "./hours.ts";
import { sealHour } from "./seal.ts";
import type { Stretch } from "./snapshot.ts";

/** An hour is closed this long after its end: events are rarely later. */
const GRACE_MS = 60_000;

/** A late event opens an hour again; sealing it anew waits this long, so that a backfill is not sealed per batch. */
const AGAIN_MS = 60_000;

/** Seals in the background what queries had to read row by row: one hour at a time, newest first. */
export class Sealer {
  private readonly pool: Pool;
  private readonly clock: Clock;
  private readonly triedAt = new Map<Hour, number>();
  private running: Promise<void> | null = null;
  private readonly closing = new AbortController();

  constructor(pool: Pool, clock: Clock) {
    this.pool = pool;
    this.clock = clock;
  }

  want(stretches: readonly Stretch[]): void {
    const whole = stretches.filter(({ from, to }) => firstHour(from) + HOUR_MS <= to);
    if (whole.length === 0 || this.closing.signal.aborted || this.running !== null) return;
    // A failure leaves hours unsealed, so slower to read and no less right: the next query asks again.
    this.running = this.run(whole)
      .catch(() => undefined)
      .finally(() => {
        this.running = null;
      });
  }

  private async run(stretches: readonly Stretch[]): Promise<void> {
    const now = this.clock.now();
    const due = (await listHours(this.pool)).filter(
      (hour) =>
        hour + HOUR_MS + GRACE_MS <= now &&
        (this.triedAt.get(hour) ?? 0) + AGAIN_MS <= now &&
        stretches.some(({ from, to }) => from <= hour && hour + HOUR_MS <= to),
    );
    for (const hour of due.reverse()) {
      if (this.closing.signal.aborted) return;
      this.triedAt.set(hour, now);
      await sealHour(this.pool, hour);
    }
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.running;
  }
}

function firstHour(from: number): Hour {
  return Math.ceil(from / HOUR_MS) * HOUR_MS;
}
