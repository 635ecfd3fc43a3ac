import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDatabase, type Database } from "#lib/database/client.ts";
import type { StreamMessage } from "#lib/stores/event-stream/port.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { makePopulation } from "../population.ts";
import { readState, writeState } from "../state.ts";
import { trafficSources } from "../traffic.ts";
import { weekOfIncidents } from "./incidents.ts";
import { openSpan, type Span } from "./span.ts";
import { tellHistory } from "./tell.ts";

const now = Date.parse("2026-03-04T12:34:56Z");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const population = makePopulation(now);
const plan = {
  sourcesAt: (at: number) => trafficSources(population, at),
  incidents: weekOfIncidents(now),
  pseudonymOf: (id: string) => `u_${id}`,
};

/** A stream that keeps what it took, and breaks after some appends. */
function streamOf(appends = Number.POSITIVE_INFINITY) {
  const taken: { id: string; timestamp: string }[] = [];
  let left = appends;
  return {
    taken,
    lag: async () => [],
    async append(_topic: string, messages: StreamMessage[]) {
      left -= 1;
      if (left < 0) throw new Error("the stream is away");
      taken.push(...messages.map(({ value }) => JSON.parse(String(value))));
    },
  };
}

describe("telling the history", () => {
  let test: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    test = await createTestDatabase();
    database = createDatabase(test.url);
  });
  beforeEach(async () => {
    await database.demoState.deleteMany();
  });
  afterAll(async () => {
    await database.$disconnect();
    await test.drop();
  });
  const tell = (stream: ReturnType<typeof streamOf>, span: Span) =>
    tellHistory({ database, stream, plan, stopped: () => false }, span);
  const ids = (stream: ReturnType<typeof streamOf>) => stream.taken.map((event) => event.id);

  it("covers the days before the first start, newest hour first, nothing beyond them", async () => {
    const span = await openSpan(database, now, 0.25);
    if (span === null) throw new Error("nothing to tell");
    const stream = streamOf();
    expect(await tell(stream, span)).toBe(stream.taken.length);
    const times = stream.taken.map((event) => Date.parse(event.timestamp));
    expect(Math.max(...times)).toBeLessThan(now);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(now - 6 * HOUR);
    expect(times[0]).toBeGreaterThan(now - HOUR);
    expect(new Set(ids(stream)).size).toBe(stream.taken.length);
  });

  it("is told once: a second start has nothing to tell", async () => {
    const span = await openSpan(database, now, 0.1);
    if (span === null) throw new Error("nothing to tell");
    await tell(streamOf(), span);
    expect(await openSpan(database, now + 1_000, 0.1)).toBeNull();
  });

  it("continues after an interruption with the same events, so that nothing is doubled or lost", async () => {
    const span = await openSpan(database, now, 0.25);
    if (span === null) throw new Error("nothing to tell");
    const whole = streamOf();
    await tell(whole, span);
    await writeState(database, "history", span);

    const first = streamOf(4);
    await expect(tell(first, span)).rejects.toThrow("the stream is away");
    const resumed = await openSpan(database, now + HOUR, 0.25);
    if (resumed === null) throw new Error("nothing to continue");
    expect(resumed.to).toBe(now);
    const second = streamOf();
    await tell(second, resumed);
    expect(new Set([...ids(first), ...ids(second)])).toEqual(new Set(ids(whole)));
  });

  it("later tells the time in which the demo did not run, and only that", async () => {
    await writeState(database, "history", {
      from: now - 7 * DAY,
      to: now,
      next: now - 7 * DAY,
      incidents: true,
    });
    await writeState(database, "live", { until: now + HOUR });
    expect(await openSpan(database, now + HOUR + 60_000, 7)).toBeNull();
    expect(await openSpan(database, now + 5 * HOUR, 7)).toEqual({
      from: now + HOUR,
      to: now + 5 * HOUR,
      next: now + 5 * HOUR,
      incidents: false,
    });
  });

  it("never goes back further than the days that are kept", async () => {
    await writeState(database, "history", { from: now - DAY, to: now, next: now - DAY, incidents: true });
    await openSpan(database, now + 30 * DAY, 7);
    expect((await readState(database, "history"))?.from).toBe(now + 23 * DAY);
  });
});
