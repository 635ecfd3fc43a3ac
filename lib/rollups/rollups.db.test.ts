import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { systemScope } from "../channels/access.ts";
import type { EventDocument } from "../events/document.ts";
import type { Condition, EventQuery, RequestFigures } from "../events/query/types.ts";
import type { EventIndexReader, GroupOptions } from "../stores/event-index/port.ts";
import { aDocument } from "../testing/builders.ts";
import { ENGINES, type OpenEngines } from "../testing/engines.ts";
import { batchesOf } from "./batches.ts";
import { beginRollups } from "./begin.ts";
import { withRollups } from "./reader.ts";
import { rollUp } from "./roll-up.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse("2026-03-02T08:00:00Z");
const CHANNELS = ["acme-chat", "brightbulb", "weatherly"];
const AT_ONCE = { endedMs: 0, quietMs: 0 };

/** Three hours of three Channels, one of which fails for half an hour. */
function history(): EventDocument[] {
  return Array.from({ length: 6_000 }, (_, n) => {
    const timestamp = START + Math.floor((n * 3 * HOUR) / 6_000) + (n % 7);
    const failing = n % 3 === 1 && timestamp > START + 80 * MINUTE && timestamp < START + 110 * MINUTE;
    const broken = { status_code: 503, error_message: `upstream busy, try ${n}` };
    const refused = { status_code: 401, error_message: "token expired" };
    return aDocument({
      id: `e-${n}`,
      timestamp,
      channel: CHANNELS[n % 3],
      endpoint: ["send_message", "new_reading"][n % 2],
      duration_ms: 20 + ((n * 7_919) % 900),
      user_id: `u_${n % 400}`,
      recipe_id: `r_${n % 500}`,
      ...(failing ? broken : n % 50 === 0 ? refused : {}),
    });
  });
}

const RANGES: [string, number, number][] = [
  ["whole hours", START, START + 3 * HOUR],
  ["odd ends", START + 7 * MINUTE + 13_250, START + 2 * HOUR + 34 * MINUTE + 1_001],
  ["more than there is", START - HOUR, START + 5 * HOUR],
];
const WHERE: [string, Condition[]][] = [
  ["everything", []],
  ["failures", [{ type: "failed", value: true }]],
  [
    "refusals",
    [
      { type: "failed", value: true },
      { type: "keyword", field: "fault", values: ["user"], not: false },
    ],
  ],
];

/** Counts are exact and so are few users; percentiles are within 1 % of each other. */
function expectAlike(found: RequestFigures, expected: RequestFigures): void {
  const { p50, p95, p99, ...counts } = expected;
  expect(found).toMatchObject(counts);
  for (const [name, value] of Object.entries({ p50, p95, p99 })) {
    const other = found[name as "p50" | "p95" | "p99"];
    if (value === null || other === null) expect(other, name).toBe(value);
    else expect(Math.abs(other / value - 1), `${name}: ${other} for ${value}`).toBeLessThan(0.025);
  }
}

/** The index, unable to answer what rollups should. */
function refusing(engines: OpenEngines): OpenEngines["index"] {
  const refuse = () => Promise.reject(new Error("the index was asked"));
  return { ...engines.index, health: refuse, signatures: refuse, groups: refuse };
}

for (const { name, open, skip } of ENGINES) {
  describe.skipIf(skip)(`rollups of an index on ${name}`, () => {
    let engines: OpenEngines;
    let rolled: EventIndexReader;
    const documents = history();

    async function write(some: EventDocument[]): Promise<void> {
      await engines.index.write(some);
      await engines.rollups.mark(
        some.map(({ channel, timestamp }) => ({ channel, minute: timestamp - (timestamp % MINUTE) })),
      );
      await untilSearchable(some);
    }

    /** Each hour's index is refreshed by itself, so every event is asked for. */
    async function untilSearchable(some: EventDocument[]): Promise<void> {
      const values = some.map(({ id }) => id);
      const where: Condition[] = [{ type: "keyword", field: "id", values, not: false }];
      const query = { scope: systemScope(), from: START, to: START + 3 * HOUR, where };
      await vi.waitFor(
        async () => {
          const { total } = await engines.index.health(query, { bucketMs: HOUR, percentiles: false });
          expect(total.requests).toBe(values.length);
        },
        { timeout: 10_000, interval: 50 },
      );
    }

    async function rollUpAll(): Promise<void> {
      for (;;) {
        const due = await engines.rollups.due(500, AT_ONCE);
        if (due.length === 0) return;
        for (const batch of batchesOf(due)) await rollUp(engines.index, engines.rollups, batch);
      }
    }

    beforeAll(async () => {
      engines = await open();
      // Events from before there were rollups: they are marked when these begin.
      await engines.index.write(documents.slice(0, 2_000));
      await untilSearchable(documents.slice(0, 2_000));
      await write(documents.slice(2_000));
      await beginRollups(engines.index, engines.rollups);
      await rollUpAll();
      rolled = withRollups(refusing(engines), engines.rollups);
    });

    afterAll(async () => {
      await engines.close();
    });

    const queries = RANGES.flatMap(([range, from, to]) =>
      WHERE.map(([what, where]): [string, EventQuery] => [
        `${what}, ${range}`,
        { scope: systemScope(["brightbulb"]), from, to, where },
      ]),
    );

    it.each(queries)("have the index's figures: %s", async (_, query) => {
      for (const bucketMs of [MINUTE, 20 * MINUTE, 2 * HOUR]) {
        const found = await rolled.health(query, { bucketMs, percentiles: true });
        const expected = await engines.index.health(query, { bucketMs, percentiles: true });
        expectAlike(found.total, expected.total);
        expect(found.buckets.map(({ at }) => at)).toEqual(expected.buckets.map(({ at }) => at));
        for (const [place, bucket] of expected.buckets.entries())
          expectAlike(found.buckets[place] ?? expected.total, bucket);
      }
    });

    it.each(queries)("have the index's error signatures: %s", async (_, query) => {
      const sorted = (found: Awaited<ReturnType<EventIndexReader["signatures"]>>) =>
        found.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
      for (const bucketMs of [undefined, MINUTE, 20 * MINUTE]) {
        const options = { limit: 50, bucketMs };
        expect(sorted(await rolled.signatures(query, options))).toEqual(
          sorted(await engines.index.signatures(query, options)),
        );
      }
    });

    it("have the index's figures by endpoint and status", async () => {
      for (const [, query] of queries)
        for (const by of ["endpoint", "status_code"] as const) {
          const options: GroupOptions = { by, limit: 10, people: "none" };
          const [found, expected] = [
            await rolled.groups(query, options),
            await engines.index.groups(query, options),
          ];
          expect(found.map(({ key, total }) => [key, total.requests, total.outcomes])).toEqual(
            expected.map(({ key, total }) => [key, total.requests, total.outcomes]),
          );
        }
    });

    it("have the index's figures of many Channels, also of those at the ends that the index tells", async () => {
      const index = withRollups(engines.index, engines.rollups);
      for (const [, from, to] of RANGES)
        for (const bucketMs of [undefined, 10 * MINUTE]) {
          const query = { scope: systemScope(CHANNELS), from, to, where: [] };
          const options: GroupOptions = { by: "channel", limit: 10, ...(bucketMs ? { bucketMs } : {}) };
          const [found, expected] = [
            await index.groups(query, options),
            await engines.index.groups(query, options),
          ];
          expect(new Set(found.map(({ key }) => key))).toEqual(new Set(expected.map(({ key }) => key)));
          for (const group of expected) {
            const same = found.find(({ key }) => key === group.key);
            expect(same?.total.requests).toBe(group.total.requests);
            expect(same?.total.users).toBe(group.total.users);
            expect(same?.buckets.map(({ at, requests }) => [at, requests])).toEqual(
              group.buckets.map(({ at, requests }) => [at, requests]),
            );
          }
        }
    });

    it("leave to the index what they do not know, and what is open", async () => {
      const asked: string[] = [];
      const spying = {
        ...engines.index,
        health: (...given: Parameters<EventIndexReader["health"]>) => {
          asked.push("health");
          return engines.index.health(...given);
        },
      };
      const reader = withRollups(spying, engines.rollups);
      const query = { scope: systemScope(["brightbulb"]), from: START, to: START + 3 * HOUR, where: [] };
      const total = async (changed: Partial<EventQuery>, bucketMs = MINUTE) =>
        (await reader.health({ ...query, ...changed }, { bucketMs, percentiles: true })).total.requests;
      await total({});
      expect(asked).toEqual([]);
      await total({ where: [{ type: "keyword", field: "user_id", values: ["u_1"], not: false }] });
      await total({}, 10_000);
      await total({ scope: systemScope(CHANNELS) });
      await total({ to: START + 5 * MINUTE });
      expect(asked).toHaveLength(4);
    });

    it("count a late event at once, and again from rollups once its minute is rolled up anew", async () => {
      const query = { scope: systemScope(["weatherly"]), from: START, to: START + 3 * HOUR, where: [] };
      const counted = async (reader: EventIndexReader) =>
        (await reader.health(query, { bucketMs: MINUTE, percentiles: true })).total;
      const before = await counted(rolled);
      const late = { channel: "weatherly", timestamp: START + 50 * MINUTE + 5, user_id: "u_late" };
      await write([aDocument({ ...late, id: "late" })]);
      for (const when of ["open", "rolled up"]) {
        const now = await counted(rolled);
        expect(now.requests, when).toBe(before.requests + 1);
        expect(now.users, when).toBe(before.users + 1);
        await rollUpAll();
      }
      expect(await engines.rollups.settled(["weatherly"], START, START + 3 * HOUR)).toEqual({
        openMinutes: [],
        daysFrom: 0,
      });
    });

    it("begin with every Channel of an hour, however many", async () => {
      const many = await open();
      onTestFinished(() => many.close());
      const channels = Array.from({ length: 1_001 }, (_, n) => `channel-${n}`);
      await many.index.write(channels.map((channel) => aDocument({ channel, timestamp: START })));
      await many.index.refresh({ from: START, to: START + HOUR });
      await beginRollups(many.index, many.rollups);
      const due = await many.rollups.due(100_000, AT_ONCE);
      for (const batch of batchesOf(due)) await rollUp(many.index, many.rollups, batch);
      const query = { scope: systemScope(channels), from: START, to: START + HOUR, where: [] };
      const found = await withRollups(refusing(many), many.rollups).groups(query, {
        by: "channel",
        limit: 2_000,
        people: "none",
      });
      expect(found).toHaveLength(1_001);
    });

    it("that cannot be reached leave everything to the index", async () => {
      const gone = await open();
      await gone.close();
      const reader = withRollups(engines.index, gone.rollups);
      const query = { scope: systemScope(["brightbulb"]), from: START, to: START + 3 * HOUR, where: [] };
      const found = await reader.health(query, { bucketMs: MINUTE, percentiles: true });
      expect(found.total.requests).toBe(2_000);
    });
  });
}
