import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemScope } from "#lib/channels/access.ts";
import { systemClock } from "#lib/clock.ts";
import { pseudonymizer } from "#lib/events/pseudonym.ts";
import { createLog } from "#lib/log.ts";
import { INDEX_GROUP, INDEX_TOPIC } from "#lib/pipeline/progress.ts";
import { DAY_MS, HOUR_MS, hourOf } from "#lib/stores/event-index/hour.ts";
import type { EventIndexRebuilder } from "#lib/stores/event-index/rebuild.ts";
import { type Mark, type RollupMarks, RollupsUnavailable } from "#lib/stores/rollups/port.ts";
import { aDocument, anEvent } from "#lib/testing/builders.ts";
import { describeOnEngines, type OpenEngines } from "#lib/testing/engines.ts";
import { createMetrics } from "../metrics.ts";
import { startIndexRole } from "../testing/in-process.ts";
import { type RebuildReport, reprocess } from "./reprocess.ts";

const PATIENCE = { timeout: 20_000, interval: 50 };
const COUNT = 2_000;
/** As in-process.ts has it. */
const PSEUDONYM_KEY = "a key of at least 16 characters";

let engines: OpenEngines;
let rebuilder: EventIndexRebuilder;
let hour: number;

async function send(timestamp: number, ids: string[]): Promise<void> {
  await engines.stream.append(
    INDEX_TOPIC,
    ids.map((id, place) => {
      const event = anEvent({ id, timestamp: new Date(timestamp + (place % 1_000)).toISOString() });
      return { key: `key-${place % 12}`, value: Buffer.from(JSON.stringify(event)) };
    }),
  );
}

const theHour = () => ({ scope: systemScope(), from: hour, to: hour + HOUR_MS, where: [] });

async function count(): Promise<number> {
  return (await engines.index.health(theHour(), { bucketMs: HOUR_MS, percentiles: false })).total.requests;
}

async function storedIds(): Promise<Set<string>> {
  const ids = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await engines.index.search(theHour(), { limit: 1_000, ...(cursor ? { cursor } : {}) });
    for (const { id } of page.events) ids.add(id);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return ids;
}

async function lag(): Promise<number> {
  const partitions = await engines.stream.lag(INDEX_TOPIC, INDEX_GROUP);
  return partitions.reduce((sum, partition) => sum + partition.lag, 0);
}

async function run(
  hours = { from: hour, to: hour + HOUR_MS },
  { signal } = new AbortController(),
  rollups: RollupMarks = engines.rollups,
): Promise<RebuildReport[]> {
  const deps = {
    stream: engines.stream,
    rebuilder,
    rollups,
    accept: {
      incarnation: engines.stream.incarnation,
      retentionMs: 30 * 24 * HOUR_MS,
      pseudonymize: pseudonymizer(PSEUDONYM_KEY),
    },
    clock: systemClock,
    log: createLog("test", "silent"),
    metrics: createMetrics(),
  };
  const reports: RebuildReport[] = [];
  for await (const report of reprocess(deps, INDEX_TOPIC, hours, signal)) reports.push(report);
  return reports;
}

const names = (prefix: string, length: number) => Array.from({ length }, (_, place) => `${prefix}-${place}`);

describeOnEngines("reprocessing an hour", ({ open }) => {
  beforeEach(async () => {
    engines = await open();
    rebuilder = await engines.openRebuilder();
    hour = hourOf(Date.now()) - HOUR_MS;
  });

  afterEach(async () => {
    await rebuilder.close();
    await engines.close();
  });

  test("replaces what was wrong, while traffic flows and readers look", async () => {
    // As an earlier version of the product had stored it.
    const wrong = names("event", 10).map((id) => aDocument({ id, timestamp: hour, status_code: 500 }));
    await engines.index.write(wrong);
    const worker = startIndexRole(engines);
    await send(hour, names("event", COUNT));
    await vi.waitFor(async () => expect(await count()).toBe(COUNT), PATIENCE);

    const enough = new AbortController();
    const late: string[] = [];
    const producing = (async () => {
      for (let tick = 0; !enough.signal.aborted; tick++) {
        await send(Date.now(), names(`now-${tick}`, 10));
        const ids = names(`late-${tick}`, 2);
        await send(hour + 1_000, ids);
        late.push(...ids);
        await delay(50);
      }
    })();
    const [counts, lags]: [number[], number[]] = [[], []];
    const watching = (async () => {
      while (!enough.signal.aborted) {
        counts.push(await count());
        lags.push(await lag());
      }
    })();
    await vi.waitFor(() => expect(late.length).toBeGreaterThan(20), PATIENCE);
    const reports = await run();
    enough.abort();
    await Promise.all([producing, watching]);
    await vi.waitFor(async () => expect(await lag()).toBe(0), PATIENCE);
    await vi.waitFor(async () => expect(await count()).toBe(COUNT + late.length), PATIENCE);

    expect(reports).toMatchObject([{ hours: [hour], swapped: true, changed: 10, missing: 0 }]);
    expect(await storedIds()).toEqual(new Set([...names("event", COUNT), ...late]));
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(COUNT);
    expect(Math.max(...lags)).toBeLessThan(1_000);
    expect(await worker.stop()).toBe(0);
  });

  test("proves by counts and checksums that nothing changed", async () => {
    const worker = startIndexRole(engines);
    await send(hour, names("event", COUNT));
    await vi.waitFor(async () => expect(await count()).toBe(COUNT), PATIENCE);
    expect(await worker.stop()).toBe(0);
    const [report] = await run();
    expect(report).toMatchObject({
      swapped: true,
      added: 0,
      changed: 0,
      missing: 0,
      before: { events: COUNT },
    });
    expect(report?.after).toEqual(report?.before);
    expect(await storedIds()).toEqual(new Set(names("event", COUNT)));
  });

  test("leaves an hour alone whose events the stream does not keep any more", async () => {
    await engines.index.write(names("old", 5).map((id) => aDocument({ id, timestamp: hour })));
    await send(hour, names("event", 3));
    expect(await run()).toMatchObject([{ swapped: false, missing: 5, added: 3 }]);
    await vi.waitFor(async () => expect(await storedIds()).toEqual(new Set(names("old", 5))), PATIENCE);
    expect(await engines.index.write([aDocument({ id: "next", timestamp: hour })])).toEqual([
      { status: "created" },
    ]);
  });

  test("swaps nothing in once it is told to stop, and takes what it built away", async () => {
    await send(hour, names("event", 3));
    const stop = new AbortController();
    const begin = rebuilder.begin.bind(rebuilder);
    vi.spyOn(rebuilder, "begin").mockImplementation(async (each) => {
      const build = await begin(each);
      const compare = build.compare.bind(build);
      vi.spyOn(build, "compare").mockImplementation(async () => {
        stop.abort(new Error("stopped"));
        return compare();
      });
      return build;
    });
    await expect(run(undefined, stop)).rejects.toThrow("stopped");
    expect(await count()).toBe(0);
    expect(await engines.index.write([aDocument({ id: "next", timestamp: hour })])).toEqual([
      { status: "created" },
    ]);
  });

  /** Tells what was marked before and after the swap, at which `swapped` is called and rollups go away for a moment. */
  function watchingTheSwap(swapped: () => void) {
    const marked: { before: string[]; after: string[] } = { before: [], after: [] };
    let phase: keyof typeof marked = "before";
    let refusals = 0;
    const begin = rebuilder.begin.bind(rebuilder);
    vi.spyOn(rebuilder, "begin").mockImplementation(async (each) => {
      const build = await begin(each);
      const swap = build.swap.bind(build);
      vi.spyOn(build, "swap").mockImplementation(async () => {
        await swap();
        phase = "after";
        refusals = 2;
        swapped();
      });
      return build;
    });
    const mark = async (marks: readonly Mark[]) => {
      if (refusals-- > 0) throw new RollupsUnavailable("gone");
      for (const { channel, minute } of marks) marked[phase].push(`${channel} ${(minute - hour) / 60_000}`);
    };
    return { marked, rollups: { mark, due: async () => [], lead: async () => true } };
  }

  test("marks every minute of what it swapped, before and after, even when it is told to stop", async () => {
    for (let minute = 0; minute < 60; minute++) await send(hour + minute * 60_000, [`event-${minute}`]);
    const stop = new AbortController();
    const { marked, rollups } = watchingTheSwap(() => stop.abort(new Error("stopped")));
    expect(await run(undefined, stop, rollups)).toMatchObject([{ swapped: true }]);
    const minutes = Array.from({ length: 60 }, (_, minute) => `acme-chat ${minute}`);
    expect(new Set(marked.before)).toEqual(new Set(minutes));
    expect(new Set(marked.after)).toEqual(new Set(minutes));
  });
});

describeOnEngines("reprocessing a day", ({ name, open }) => {
  const inOnePart = name !== "PostgreSQL";
  let day: number;
  let hours: number[];

  beforeEach(async () => {
    engines = await open({ daily: true });
    rebuilder = await engines.openRebuilder();
    day = Math.floor(Date.now() / DAY_MS) * DAY_MS - DAY_MS;
    hours = Array.from({ length: 24 }, (_, place) => day + place * HOUR_MS);
    hour = day + 12 * HOUR_MS;
  });

  afterEach(async () => {
    await rebuilder.close();
    await engines.close();
  });

  const figures = () =>
    engines.index.health(
      { scope: systemScope(), from: day, to: day + DAY_MS, where: [] },
      { bucketMs: HOUR_MS, percentiles: false },
    );

  /** Two events an hour, wrong ones in the index and right ones in the stream. */
  async function wrongDay(): Promise<void> {
    for (const each of hours) {
      const wrong = ["a", "b"].map((id) => aDocument({ id, timestamp: each, status_code: 500 }));
      await engines.index.write(wrong);
      await send(each, ["a", "b"]);
    }
  }

  test("replaces all of its hours, each event in its own", async () => {
    await wrongDay();
    const reports = await run({ from: day, to: day + DAY_MS });
    expect(reports.map((report) => report.hours)).toEqual(inOnePart ? [hours] : hours.map((each) => [each]));
    for (const report of reports) {
      const events = report.hours.length * 2;
      const totals = { before: { events }, after: { events } };
      expect(report).toMatchObject({ swapped: true, changed: events, missing: 0, added: 0, ...totals });
    }
    await vi.waitFor(async () => {
      const { total, buckets } = await figures();
      expect(total).toMatchObject({ requests: 48, failures: 0 });
      expect(buckets.map(({ requests }) => requests)).toEqual(Array(24).fill(2));
    }, PATIENCE);
  });

  test("is meant by one of its hours, where they share an index", async () => {
    await wrongDay();
    const [report, ...others] = await run();
    expect(others).toEqual([]);
    expect(report?.hours).toEqual(inOnePart ? hours : [hour]);
    const failures = inOnePart ? 0 : 46;
    await vi.waitFor(async () => expect((await figures()).total.failures).toBe(failures), PATIENCE);
  });

  const whereHoursShareAnIndex = inOnePart ? test : () => undefined;
  whereHoursShareAnIndex("has to be over, and is left as it was until then", async () => {
    hour = hourOf(Date.now());
    const now = aDocument({ id: "now", timestamp: hour });
    await engines.index.write([now]);
    await expect(run()).rejects.toMatchObject({ code: "conflict" });
    expect(await engines.index.write([now])).toEqual([{ status: "duplicate" }]);
    expect(await engines.index.parts()).toHaveLength(1);
  });
});
