import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { commitsOf, writeCommit } from "#lib/archive/commit.ts";
import { compactHour } from "#lib/archive/compact-hour.ts";
import { filesOf } from "#lib/archive/files.ts";
import { hourOf } from "#lib/archive/names.ts";
import { sweepDay } from "#lib/archive/sweep-day.ts";
import { systemClock } from "#lib/clock.ts";
import { createLog } from "#lib/log.ts";
import { ARCHIVE_GROUP } from "#lib/pipeline/groups.ts";
import type { Archive } from "#lib/stores/archive/port.ts";
import type { EventStream, Topic } from "#lib/stores/event-stream/port.ts";
import { ARCHIVE_ENGINES, type TestArchive } from "#lib/testing/archives.ts";
import { anEvent } from "#lib/testing/builders.ts";
import { cutProxy } from "#lib/testing/cut-proxy.ts";
import type { OpenEngines } from "#lib/testing/engines.ts";
import { archiveRole } from "../archive-role.ts";
import { createMetrics } from "../metrics.ts";
import { runTasks } from "../runtime.ts";
import { readArchived, readManifest } from "../testing/archived.ts";

const PATIENCE = { timeout: 30_000, interval: 100 };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LIMITS = { fileBytes: 2_000_000, ageMs: 400, openFiles: 8, waitingRows: 300, waitingBytes: 2_000_000 };
const KEY = "a key of at least 16 characters";

/** The same stream, and how many records it gave to consumers of API requests. */
function countingStream(inner: EventStream): { stream: EventStream; read(): number } {
  let read = 0;
  const consume: EventStream["consume"] = async (topic, group) => {
    const consumer = await inner.consume(topic, group);
    const next: typeof consumer.next = async (limits) => {
      const batch = await consumer.next(limits);
      if (topic === "api-requests") read += batch?.records.length ?? 0;
      return batch;
    };
    return { next, close: () => consumer.close() };
  };
  return {
    stream: {
      incarnation: inner.incarnation,
      append: (topic, messages) => inner.append(topic, messages),
      consume,
      readRange: (topic, from, to) => inner.readRange(topic, from, to),
      lag: (topic, group) => inner.lag(topic, group),
      close: () => inner.close(),
    },
    read: () => read,
  };
}

for (const { name, open, openArchive, isServer, skip } of ARCHIVE_ENGINES) {
  describe.skipIf(skip)(`archiving on ${name}`, () => {
    let engines: OpenEngines;
    let place: TestArchive;
    let spool: string;

    beforeEach(async () => {
      [engines, place] = await Promise.all([open(), openArchive()]);
      spool = await mkdtemp(join(tmpdir(), "channelscope-spool-"));
    });
    afterEach(async () => {
      await Promise.all([engines.close(), place.close(), rm(spool, { recursive: true })]);
    });

    interface Parts {
      archive?: Archive;
      stream?: EventStream;
      limits?: typeof LIMITS;
    }

    function start({ archive = place.archive, stream = engines.stream, limits = LIMITS }: Parts = {}) {
      const stop = new AbortController();
      const log = createLog("test", "silent");
      const deps = {
        stream,
        archive: async () => archive,
        database: engines.database,
        clock: systemClock,
        log,
        metrics: createMetrics(),
      };
      const settings = { retentionDays: 30, pseudonymKey: KEY, spool };
      const running = runTasks(archiveRole(deps, settings, limits), stop.signal, log);
      return () => {
        stop.abort();
        return running;
      };
    }

    async function send(values: (string | null)[], topic: Topic = "api-requests"): Promise<void> {
      const message = (value: string | null) => ({
        key: `key-${Math.random()}`,
        value: value === null ? null : Buffer.from(value, "latin1"),
      });
      await engines.stream.append(topic, values.map(message));
    }

    const event = (at: number, overrides: object = {}) =>
      JSON.stringify({
        ...anEvent({ id: randomUUID(), user_id: "maria@example.com" }),
        timestamp: new Date(at).toISOString(),
        ...overrides,
      });
    const events = (count: number, at: () => number) => Array.from({ length: count }, () => event(at()));

    async function untilArchived(topic: Topic = "api-requests"): Promise<void> {
      const lag = async () =>
        (await engines.stream.lag(topic, ARCHIVE_GROUP)).reduce((sum, partition) => sum + partition.lag, 0);
      await vi.waitFor(async () => expect(await lag()).toBe(0), PATIENCE);
    }

    const sorted = (values: unknown[]) => values.map(String).sort((left, right) => (left < right ? -1 : 1));
    const idsOf = (rows: { id?: unknown }[]) => sorted(rows.map(({ id }) => id));
    const sentIds = (values: string[]) =>
      sorted(values.map((value) => (JSON.parse(value) as { id: string }).id));

    test("another archive begins with the first record that it is given, and claims none from before", async () => {
      const before = start();
      await send(events(60, Date.now));
      await untilArchived();
      await before();
      const other = await openArchive();
      const stop = start({ archive: other.archive });
      try {
        const sent = events(60, Date.now);
        await send(sent);
        await untilArchived();
        const { rows } = await readArchived(other.archive, "api-requests");
        expect(idsOf(rows)).toEqual(sentIds(sent));
        let claimed = 0;
        for await (const commit of commitsOf(other.archive, "api-requests"))
          claimed += commit.end - commit.start;
        expect(claimed).toBe(sent.length);
      } finally {
        await stop();
        await other.close();
      }
    });

    test("every record is in a file once: of its hour, late or doubled, or in quarantine with its reason", async () => {
      const now = Date.now();
      const late = events(200, () => now - Math.floor(Math.random() * 20) * HOUR);
      const fresh = events(500, () => now);
      const doubled = fresh.slice(0, 50);
      const poison = [null, "", "{", '{"a":', event(now, { duration_ms: "long" }), event(now - 40 * DAY)];
      const secret = event(now + HOUR, { url: "https://acme.example/?token=s3cr3t" });
      const stop = start();
      await send([...fresh, ...late]);
      await send([...doubled, ...poison, secret]);
      await untilArchived();

      const { rows, quarantined } = await readArchived(place.archive, "api-requests");
      expect(idsOf(rows)).toEqual(sentIds([...fresh, ...late, ...doubled]));
      expect(new Set(rows.map(({ user_id }) => user_id)).size).toBe(1);
      expect(rows[0]?.user_id).toMatch(/^u_[a-z2-7]{16}$/);
      expect(sorted(quarantined.map(({ reason }) => reason))).toEqual([
        "empty",
        "invalid_field",
        "not_json",
        "not_json",
        "tombstone",
        "too_far_ahead",
        "too_old",
      ]);
      const raw = quarantined.map((row) =>
        row.raw === null ? "" : Buffer.from(row.raw as Uint8Array).toString(),
      );
      expect(raw.join()).not.toMatch(/s3cr3t|maria/);
      for (const { key, hour } of await filesOf(place.archive, "api-requests", { from: 0, to: now + DAY }))
        expect(key).toContain(`api-requests/${hour.slice(0, 13).replace(/[-T]/g, "/")}/`);
      expect(await stop()).toBe(0);
      expect(await readdir(spool)).toEqual([]);
    }, 120_000);

    test("says up to when the stream's records are archived", async () => {
      const progress = () =>
        engines.database.pipelineProgress.findMany({
          where: { group: ARCHIVE_GROUP, topic: "api-requests" },
        });
      const stop = start({ limits: { ...LIMITS, ageMs: HOUR } });
      await send(events(60, Date.now));
      const sent = Date.now();
      await vi.waitFor(async () => expect((await progress()).length).toBeGreaterThan(0), PATIENCE);
      // A partition that got some of them holds them until its file is closed.
      expect((await progress()).some(({ completeTo }) => (completeTo?.getTime() ?? 0) < sent)).toBe(true);
      expect(await stop()).toBe(0);
      const next = start();
      await vi.waitFor(
        async () =>
          expect((await progress()).every(({ completeTo }) => (completeTo?.getTime() ?? 0) > sent)).toBe(
            true,
          ),
        PATIENCE,
      );
      expect(await next()).toBe(0);
    }, 120_000);

    test("what is held when the worker stops is archived, and the next one goes on from there", async () => {
      const sent: string[] = [];
      for (const count of [70, 50]) {
        const counting = countingStream(engines.stream);
        const stop = start({ stream: counting.stream, limits: { ...LIMITS, ageMs: HOUR } });
        const part = events(count, () => Date.now());
        sent.push(...part);
        await send(part);
        await vi.waitFor(() => expect(counting.read()).toBe(count), PATIENCE);
        expect(await stop()).toBe(0);
        await untilArchived();
      }
      expect(idsOf((await readArchived(place.archive, "api-requests")).rows)).toEqual(sentIds(sent));
    }, 120_000);

    test("two at once, of which either may hold what the other has, archive each record once", async () => {
      const own = await place.connect();
      const sent: string[] = [];
      const stops = [start()];
      for (let round = 0; round < 6; round += 1) {
        const part = events(150, () => Date.now());
        sent.push(...part);
        await send(part);
        if (round % 2 === 0) stops.push(start({ archive: own }));
        else await stops.shift()?.();
      }
      await untilArchived();
      for (const stop of stops) await stop();
      expect(idsOf((await readArchived(place.archive, "api-requests")).rows)).toEqual(sentIds(sent));
      await own.close();
    }, 120_000);

    test("records that another committed first are dropped, and the rest goes on from that commit's end", async () => {
      const counting = countingStream(engines.stream);
      const stop = start({ stream: counting.stream, limits: { ...LIMITS, ageMs: 3_000 } });
      const sent = events(100, () => Date.now());
      const messages = sent.map((value) => ({ key: "one-partition", value: Buffer.from(value) }));
      await engines.stream.append("api-requests", messages);
      await vi.waitFor(() => expect(counting.read()).toBe(100), PATIENCE);
      const { incarnation } = engines.stream;
      const partition = (await engines.stream.lag("api-requests", ARCHIVE_GROUP)).find(
        ({ lag }) => lag > 0,
      )?.partition;
      const source = { topic: "api-requests", incarnation, partition: partition ?? -1 };
      const other = { version: 1 as const, ...source, start: 0, end: 60, at: new Date().toISOString() };
      expect(await writeCommit(place.archive, { ...other, files: [], quarantined: [] })).toBe("committed");
      await untilArchived();
      expect(await stop()).toBe(0);
      const { rows, commits } = await readArchived(place.archive, "api-requests");
      expect(commits).toBe(2);
      expect(rows.map(({ offset }) => Number(offset))).toEqual(Array.from({ length: 40 }, (_, n) => 60 + n));
      const data: string[] = [];
      for await (const { key } of place.archive.list("api-requests/")) data.push(key);
      expect(data).toHaveLength(1);
    }, 120_000);

    // A folder has no connection to cut.
    if (isServer)
      test("the server may be cut off in the middle of uploads", async () => {
        const proxy = await cutProxy(place.endpoint ?? "");
        const through = await place.connect(proxy.url);
        const stop = start({ archive: through });
        const sent: string[] = [];
        for (let cut = 0; cut < 5; cut += 1) {
          const part = events(400, () => Date.now());
          sent.push(...part);
          await send(part);
          // Some moment in the life of a file: it is there after 400 ms.
          await delay(300 + Math.random() * 400);
          proxy.cut();
          await delay(200);
          proxy.heal();
        }
        await untilArchived();
        expect(await stop()).toBe(0);
        expect(idsOf((await readArchived(place.archive, "api-requests")).rows)).toEqual(sentIds(sent));
        await through.close();
        await proxy.close();
      }, 120_000);

    test("small files of an hour are merged, readers follow, and what is replaced goes a day later", async () => {
      const hour = hourOf(Date.now()) - 5 * HOUR;
      const stop = start();
      const sent: string[] = [];
      for (let round = 0; round < 3; round += 1) {
        const part = events(40, () => hour + 1_000);
        sent.push(...part);
        await send(part);
        await untilArchived();
      }
      expect(await stop()).toBe(0);
      const range = { from: hour, to: hour + HOUR };
      const before = await filesOf(place.archive, "api-requests", range);
      expect(before.length).toBeGreaterThan(2);
      const deps = { archive: place.archive, clock: systemClock, spool };
      const merged = await Promise.all([
        compactHour(deps, "api-requests", hour),
        compactHour(deps, "api-requests", hour),
      ]);
      expect(merged.sort((left, right) => left - right)).toEqual([0, before.length]);
      const after = await filesOf(place.archive, "api-requests", range);
      expect(after).toHaveLength(1);
      const sum = (files: typeof after) => files.reduce((total, { checksum }) => total + checksum, 0);
      expect(sum(after)).toBe(sum(before));
      expect(idsOf(await readManifest(place.archive, "api-requests"))).toEqual(sentIds(sent));

      const day = Math.floor(hour / DAY) * DAY;
      await place.archive.create(
        `api-requests/${before[0]?.hour.slice(0, 13).replace(/[-T]/g, "/")}/orphan.parquet`,
        Buffer.from("half"),
      );
      expect(await sweepDay(place.archive, "api-requests", day, Date.now() + DAY / 2)).toBe(0);
      expect(await sweepDay(place.archive, "api-requests", day, Date.now() + 2 * DAY)).toBe(
        before.length + 1,
      );
      expect(idsOf(await readManifest(place.archive, "api-requests"))).toEqual(sentIds(sent));
      expect(await compactHour(deps, "api-requests", hour)).toBe(0);
    }, 120_000);

    test("what was quarantined stays; a file there that no commit names goes a day later", async () => {
      const stop = start();
      await send([...events(20, () => Date.now()), "no event", JSON.stringify({ channel: "acme-chat" })]);
      await untilArchived();
      expect(await stop()).toBe(0);
      const named: { key: string; hour: string }[] = [];
      for await (const { quarantined } of commitsOf(place.archive, "api-requests"))
        named.push(...quarantined);
      const [some = { key: "", hour: "" }] = named;
      await place.archive.create(some.key.replace(/-[0-9a-f]{12}-/, "-000000000000-"), Buffer.from("half"));
      const day = Math.floor(Date.parse(some.hour) / DAY) * DAY;
      expect(await sweepDay(place.archive, "api-requests", day, Date.now() + DAY / 2)).toBe(0);
      expect(await sweepDay(place.archive, "api-requests", day, Date.now() + 2 * DAY)).toBe(1);
      const left: string[] = [];
      for await (const { key } of place.archive.list("_quarantine/")) left.push(key);
      expect(sorted(left)).toEqual(sorted(named.map(({ key }) => key)));
    }, 120_000);

    test("interactions are kept with their properties, users as the same pseudonyms", async () => {
      const interaction = (id: string, more: object = {}) =>
        JSON.stringify({
          id,
          timestamp: new Date().toISOString(),
          user_id: "maria@example.com",
          type: "recipe_enabled",
          ...more,
        });
      const stop = start();
      await send(
        [
          interaction("i-1", {
            channel: "acme-chat",
            platform: "ios",
            country: "DE",
            properties: { variant: "b" },
          }),
          interaction("i-2", { properties: { note: "token=abc123def456", count: 3 } }),
          interaction("i-3", { type: "bought_a_boat" }),
        ],
        "interactions",
      );
      await send([event(Date.now())]);
      await untilArchived("interactions");
      await untilArchived();
      expect(await stop()).toBe(0);
      const { rows, quarantined } = await readArchived(place.archive, "interactions");
      const [requests] = (await readArchived(place.archive, "api-requests")).rows;
      const byId = new Map(rows.map((row) => [row.id, row]));
      expect(sorted([...byId.keys()])).toEqual(["i-1", "i-2"]);
      expect(byId.get("i-1")).toMatchObject({
        platform: "ios",
        country: "DE",
        properties: '{"variant":"b"}',
      });
      expect(byId.get("i-2")?.properties).toBe('{"note":"token=redacted","count":3}');
      expect(byId.get("i-1")?.user_id).toBe(requests?.user_id);
      expect(quarantined).toMatchObject([{ reason: "invalid_field" }]);
    }, 120_000);
  });
}
