import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { INDEX_GROUP, INDEX_TOPIC } from "#lib/pipeline/progress.ts";
import { anEvent } from "#lib/testing/builders.ts";
import { ENGINES, type OpenEngines } from "#lib/testing/engines.ts";
import { startIndexRole } from "./testing/in-process.ts";

const PATIENCE = { timeout: 30_000, interval: 100 };
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** What `startIndexRole` keeps. */
const RETENTION = 30 * DAY;
const AHEAD = 5 * MINUTE;

/** How wrong a clock can be: around both limits by seconds and minutes, by hours and days, by up to ten years. */
const ERRORS = [
  ...[-RETENTION, AHEAD].flatMap((limit) =>
    [1, 20, 59, 120, 600, 3_599, 7_200].flatMap((seconds) => [
      limit - seconds * SECOND,
      limit + seconds * SECOND,
    ]),
  ),
  ...[1, 12, 24 * 29, 24 * 31, 24 * 365].flatMap((hours) => [-hours * HOUR, hours * HOUR]),
  ...Array.from({ length: 10 }, (_, year) => (year + 1) * 365 * DAY).flatMap((years) => [-years, years]),
  0,
];

let engines: OpenEngines;

async function lag(): Promise<number> {
  const partitions = await engines.stream.lag(INDEX_TOPIC, INDEX_GROUP);
  return partitions.reduce((sum, partition) => sum + partition.lag, 0);
}

describe.each(ENGINES)("events of wrong clocks on $name", ({ open, skip }) => {
  beforeEach(async () => {
    engines = await open();
  });

  afterEach(() => engines.close());

  test.skipIf(skip)(
    "make no index outside retention and two hours, and each is kept or quarantined",
    async () => {
      const now = Date.now();
      const worker = startIndexRole(engines);
      await engines.stream.append(
        INDEX_TOPIC,
        ERRORS.map((error) => {
          const event = anEvent({ timestamp: new Date(now + error).toISOString() });
          return { key: event.channel, value: Buffer.from(JSON.stringify(event)) };
        }),
      );
      await vi.waitFor(async () => expect(await lag()).toBe(0), PATIENCE);
      expect(await worker.stop()).toBe(0);

      const parts = await engines.index.parts();
      for (const { from, to } of parts) {
        expect(from, new Date(from).toISOString()).toBeGreaterThanOrEqual(now - RETENTION - 2 * HOUR);
        expect(to, new Date(to).toISOString()).toBeLessThanOrEqual(Date.now() + 2 * HOUR);
      }
      const surelyKept = ERRORS.filter((error) => error >= -RETENTION + 10 * MINUTE && error <= AHEAD);
      const hours = new Set(surelyKept.map((error) => Math.floor((now + error) / HOUR) * HOUR));
      expect(parts.map(({ from }) => from)).toEqual(expect.arrayContaining([...hours]));
    },
  );
});
