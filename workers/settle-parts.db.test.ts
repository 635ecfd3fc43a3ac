import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemScope } from "#lib/channels/access.ts";
import { createLog } from "#lib/log.ts";
import type { EventIndex, IndexPart } from "#lib/stores/event-index/port.ts";
import { aDocument } from "#lib/testing/builders.ts";
import { describeOnEngines, type OpenEngines } from "#lib/testing/engines.ts";
import { type FakeClock, fakeClock } from "#lib/testing/fake-clock.ts";
import { settlingRound } from "./settle-parts.ts";

const PATIENCE = { timeout: 20_000, interval: 100 };
const HOUR = Date.parse("2026-03-02T10:00:00.000Z");
const MINUTE = 60_000;
const RUNNING = new AbortController().signal;

let engines: OpenEngines;
let clock: FakeClock;

/** An index that counts how many parts are being settled at once. */
function watched(index: EventIndex) {
  const calls: IndexPart[] = [];
  let running = 0;
  let most = 0;
  const settle = async (part: IndexPart) => {
    calls.push(part);
    running += 1;
    most = Math.max(most, running);
    const begun = await index.settle(part);
    running -= 1;
    return begun;
  };
  return { index: { ...index, settle }, calls, most: () => most };
}

const worker = (index: EventIndex) =>
  settlingRound({ index, clock, log: createLog("test", "silent"), database: engines.database });

/** In several batches, each searchable before the next, as the worker writes them. */
async function writeHours(): Promise<void> {
  const query = { scope: systemScope(), from: HOUR, to: HOUR + 120 * MINUTE, where: [] };
  for (let batch = 1; batch <= 3; batch++) {
    const times = [HOUR, HOUR + 1, HOUR + 60 * MINUTE, HOUR + 61 * MINUTE];
    await engines.index.write(times.map((timestamp) => aDocument({ timestamp })));
    await vi.waitFor(async () => {
      const { total } = await engines.index.health(query, { bucketMs: MINUTE, percentiles: false });
      expect(total.requests).toBe(batch * times.length);
    }, PATIENCE);
  }
}

const settled = async () => (await engines.index.parts()).map((part) => part.settled);

describeOnEngines("settling", ({ open }) => {
  beforeEach(async () => {
    engines = await open();
    clock = fakeClock(HOUR + 61 * MINUTE);
    await writeHours();
    await vi.waitFor(async () => expect(await settled()).toEqual([false, false]), PATIENCE);
  });

  afterEach(() => engines.close());

  test("leaves the running hour alone and takes a closed one once it is quiet", async () => {
    const round = worker(engines.index);
    await round(RUNNING);
    clock.advance(5 * MINUTE);
    await round(RUNNING);
    expect(await settled()).toEqual([false, false]);
    clock.advance(10 * MINUTE);
    await round(RUNNING);
    await vi.waitFor(async () => expect(await settled()).toEqual([true, false]), PATIENCE);
  });

  test("is done once, by one worker at a time, and taken up by the next when a worker is gone", async () => {
    clock.set(HOUR + 24 * 60 * MINUTE);
    const { index, calls, most } = watched(engines.index);
    const workers = [worker(index), worker(index), worker(index)];
    const all = () => Promise.all(workers.map((round) => round(RUNNING)));
    await all();
    clock.advance(6 * 60 * MINUTE);
    await vi.waitFor(async () => {
      await all();
      expect(await settled()).toEqual([true, true]);
    }, PATIENCE);
    expect(most()).toBe(1);
    const before = calls.length;
    await all();
    expect(calls).toHaveLength(before);

    await engines.index.write([aDocument({ timestamp: HOUR + 2 })]);
    await vi.waitFor(async () => expect(await settled()).toEqual([false, true]), PATIENCE);
    const successor = worker(engines.index);
    await successor(RUNNING);
    clock.advance(8 * 60 * MINUTE);
    await successor(RUNNING);
    await vi.waitFor(async () => expect(await settled()).toEqual([true, true]), PATIENCE);
  });

  test("stops between two parts when the worker does", async () => {
    clock.set(HOUR + 24 * 60 * MINUTE);
    const { index, calls } = watched(engines.index);
    const round = worker(index);
    await round(RUNNING);
    clock.advance(6 * 60 * MINUTE);
    await round(AbortSignal.abort());
    expect(calls).toEqual([]);
  });
});
