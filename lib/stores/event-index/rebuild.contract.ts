import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Condition } from "../../events/query/types.ts";
import { aDocument } from "../../testing/builders.ts";
import { aQuery, countOf, HOUR, idsOf, MINUTE, series, store } from "./fixture.contract.ts";
import { DAY_MS, HOUR_MS } from "./hour.ts";
import type { EventIndex, Period } from "./port.ts";
import type { EventIndexRebuilder } from "./rebuild.ts";
import { writeAll } from "./write-all.ts";

/** One index, and what builds its parts anew. */
export interface RebuilderUnderTest {
  index: EventIndex;
  rebuilder: EventIndexRebuilder;
  close(): Promise<void>;
}

const COUNT = 300;
const PATIENCE = { timeout: 10_000, interval: 50 };
const OK: Condition = { type: "number", field: "status_code", ranges: [{ min: 200, max: 299 }], not: false };
const CREATED = { status: "created" };

/** What everybody promises who builds hours anew, of an index in parts of that period. */
export function rebuilderContract(
  engine: string,
  period: Period,
  open: () => Promise<RebuilderUnderTest>,
): void {
  describe(`rebuilding ${period === "day" ? "a day" : "an hour"} on ${engine}`, () => {
    const day = Math.floor(HOUR / DAY_MS) * DAY_MS;
    /** Built together with `HOUR`, and one that is not. */
    const hours =
      period === "hour" ? [HOUR] : Array.from({ length: 24 }, (_, place) => day + place * HOUR_MS);
    const otherHour = (hours.at(-1) ?? HOUR) + HOUR_MS;
    const widely = aQuery({ from: day, to: day + 2 * DAY_MS });

    let index: EventIndex;
    let rebuilder: EventIndexRebuilder;
    let underTest: RebuilderUnderTest;

    beforeAll(async () => {
      underTest = await open();
      ({ index, rebuilder } = underTest);
    });

    afterEach(async () => {
      for (const part of await index.parts()) await index.drop(part);
    });

    afterAll(async () => {
      await rebuilder.close();
      await index.close();
      await underTest.close();
    });

    const events = (prefix = "event") => series(COUNT, (place) => ({ id: `${prefix}-${place}` }));

    it("puts the new build in the old one's place, and compares them before", async () => {
      const [first, second, ...others] = events();
      if (first === undefined || second === undefined) throw new Error("two events");
      await store(index, [first, second, ...others]);
      const fixed = aDocument({ id: second.id, timestamp: second.timestamp, status_code: 503 });
      const late = aDocument({ id: "late", timestamp: HOUR + MINUTE });
      const rebuild = await rebuilder.begin(HOUR);
      const written = await writeAll(rebuild.batch(), [fixed, ...others, late]);
      expect(written).toEqual(written.map(() => CREATED));
      expect(await writeAll(rebuild.batch(), [fixed])).toEqual([{ status: "duplicate" }]);
      expect(await countOf(index)).toBe(COUNT);
      await rebuild.hold();
      expect(await rebuild.compare()).toMatchObject({
        added: 1,
        changed: 1,
        missing: 1,
        before: { events: COUNT },
      });
      await writeAll(rebuild.batch(), [first]);
      const sum = [first, fixed, ...others, late].reduce((total, { checksum }) => total + checksum, 0);
      const after = { events: COUNT + 1, checksums: sum };
      expect(await rebuild.compare()).toMatchObject({ added: 1, changed: 1, missing: 0, after });
      await rebuild.swap();
      await rebuild.discard();
      await expect.poll(() => countOf(index), PATIENCE).toBe(COUNT + 1);
      const failed = aQuery({
        where: [{ type: "number", field: "status_code", ranges: [{ min: 503 }], not: false }],
      });
      await expect.poll(() => idsOf(index, failed), PATIENCE).toEqual([second.id]);
      expect(await index.hours()).toEqual([HOUR]);
    });

    it("takes writes of the hour again afterwards, knows what it has, and can be rebuilt and dropped again", async () => {
      for (let round = 0; round < 2; round++) {
        const rebuild = await rebuilder.begin(HOUR);
        await writeAll(rebuild.batch(), events());
        await rebuild.hold();
        await rebuild.swap();
      }
      const [known] = events();
      const fresh = aDocument({ id: "fresh", timestamp: HOUR });
      expect(await index.write([known ?? fresh, fresh])).toEqual([{ status: "duplicate" }, CREATED]);
      await expect.poll(() => countOf(index), PATIENCE).toBe(COUNT + 1);
      for (const part of await index.parts()) await index.drop(part);
      expect(await index.hours()).toEqual([]);
      expect(await countOf(index)).toBe(0);
      await store(index, events());
    });

    it("never shows readers half an hour or a doubled one", async () => {
      await store(index, events());
      const seen = new Set<number>();
      const enough = new AbortController();
      const reader = (async () => {
        while (!enough.signal.aborted) {
          seen.add(await countOf(index));
          seen.add((await idsOf(index, aQuery(), 1_000)).length);
        }
      })();
      for (let round = 0; round < 5; round++) {
        const rebuild = await rebuilder.begin(HOUR);
        await writeAll(rebuild.batch(), events());
        await rebuild.hold();
        await rebuild.swap();
      }
      enough.abort();
      await reader;
      expect([...seen]).toEqual([COUNT]);
    });

    it("loses no event that is written while the hour is held or swapped", async () => {
      await store(index, events());
      const rebuild = await rebuilder.begin(HOUR);
      await writeAll(rebuild.batch(), events());
      await rebuild.hold();
      const late = aDocument({ id: "late", timestamp: HOUR + MINUTE });
      const elsewhere = aDocument({ id: "elsewhere", timestamp: otherHour });
      expect(await index.write([elsewhere])).toEqual([CREATED]);
      let landed = false;
      const writing = (async () => {
        for (;;) {
          const [outcome] = await index.write([late]);
          if (outcome?.status !== "retry") return outcome;
        }
      })().finally(() => {
        landed = true;
      });
      expect(await rebuild.compare()).toMatchObject({ before: { events: COUNT }, missing: 0 });
      expect(landed).toBe(false);
      await rebuild.swap();
      expect(await writing).toEqual(CREATED);
      await expect.poll(() => countOf(index, widely), PATIENCE).toBe(COUNT + 2);
    });

    it("leaves everything as it was when it is discarded, or never comes to its end", async () => {
      await store(index, events());
      const abandoned = await rebuilder.begin(HOUR);
      await writeAll(abandoned.batch(), events("of-the-abandoned"));
      const rebuild = await rebuilder.begin(HOUR);
      expect(await rebuild.compare()).toMatchObject({ after: { events: 0 }, missing: COUNT });
      await rebuild.hold();
      await rebuild.discard();
      const late = aDocument({ id: "late", timestamp: HOUR });
      await store(index, [late]);
      expect(await countOf(index)).toBe(COUNT + 1);
      expect(await index.hours()).toEqual([HOUR]);
    });

    it("takes all hours that share a part of the index, each event in its own hour, and no other", async () => {
      const everyHour = (status_code: number) =>
        hours.flatMap((hour) =>
          ["a", "b"].map((id) => aDocument({ id, timestamp: hour + MINUTE, status_code })),
        );
      const next = aDocument({ id: "a", timestamp: otherHour });
      await store(index, [...everyHour(500), next], widely);
      const rebuild = await rebuilder.begin(HOUR);
      expect(rebuild.hours).toEqual(hours);
      const [lost, ...kept] = everyHour(200);
      await writeAll(rebuild.batch(), kept);
      await rebuild.hold();
      const counts = { before: { events: hours.length * 2 }, changed: kept.length, missing: 1, added: 0 };
      expect(await rebuild.compare()).toMatchObject(counts);
      await writeAll(rebuild.batch(), lost === undefined ? [] : [lost]);
      await rebuild.swap();
      const fixed = { ...widely, where: [OK] };
      await expect.poll(() => countOf(index, fixed), PATIENCE).toBe(hours.length * 2 + 1);
      expect(await index.hours()).toEqual([...hours, otherHour]);
      expect((await index.parts()).map(({ from, to }) => [from, to])).toEqual([
        [hours[0], otherHour],
        [otherHour, otherHour + (period === "day" ? DAY_MS : HOUR_MS)],
      ]);
    });

    it("makes an hour that was not there", async () => {
      const rebuild = await rebuilder.begin(HOUR);
      await writeAll(rebuild.batch(), events());
      await rebuild.hold();
      expect(await rebuild.compare()).toMatchObject({ added: COUNT, before: { events: 0, checksums: 0 } });
      await rebuild.swap();
      await expect.poll(() => countOf(index), PATIENCE).toBe(COUNT);
    });
  });
}
