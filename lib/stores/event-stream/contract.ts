import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeInspection } from "./inspection.contract.ts";
import type { StreamInspector } from "./inspection.ts";
import {
  type EventStream,
  type StreamBatch,
  type StreamConsumer,
  type StreamMessage,
  type StreamRecord,
  StreamUnavailable,
} from "./port.ts";

/** A fresh, empty stream; `connect` opens one more handle on it, as another process would. */
export interface StreamUnderTest {
  connect(): Promise<EventStream & StreamInspector>;
  close(): Promise<void>;
}

const TOPIC = "interactions";
const LIMITS = { maxRecords: 500, maxBytes: 4 * 1024 * 1024, waitMs: 500 };
/** Long enough for a consumer group on Kafka to find a dead member and share out anew. */
const PATIENCE_MS = 40_000;

const text = (key: string | null, value: string): StreamMessage => ({ key, value: Buffer.from(value) });
const values = (records: StreamRecord[]) => records.map(({ value }) => value?.toString() ?? null);

/** Reads until `enough`; what it got, acknowledged unless told not to. Fails when that takes too long. */
async function readUntil(
  consumer: StreamConsumer,
  enough: (records: StreamRecord[]) => boolean,
  { acknowledge = true, limits = LIMITS } = {},
): Promise<{ records: StreamRecord[]; batches: StreamBatch[] }> {
  const records: StreamRecord[] = [];
  const batches: StreamBatch[] = [];
  const deadline = performance.now() + PATIENCE_MS;
  while (!enough(records)) {
    if (performance.now() > deadline) throw new Error(`Only ${records.length} records came in time`);
    const batch = await consumer.next(limits);
    if (batch === null) continue;
    records.push(...batch.records);
    batches.push(batch);
    if (acknowledge) await batch.acknowledge();
  }
  return { records, batches };
}

const count = (wanted: number) => (records: StreamRecord[]) => records.length >= wanted;

async function collect(range: AsyncIterable<StreamRecord[]>): Promise<StreamRecord[]> {
  const records: StreamRecord[] = [];
  for await (const page of range) records.push(...page);
  return records;
}

/** What every event stream promises; run on each adapter. */
export function eventStreamContract(name: string, open: () => Promise<StreamUnderTest>): void {
  describe(`event stream on ${name}`, () => {
    let subject: StreamUnderTest;
    let stream: EventStream & StreamInspector;

    beforeEach(async () => {
      subject = await open();
      stream = await subject.connect();
    });

    afterEach(async () => {
      await stream.close();
      await subject.close();
    });

    it("keeps the order of each key", async () => {
      for (let batch = 0; batch < 20; batch += 1) {
        const messages = Array.from({ length: 50 }, (_, n) => text(`channel-${n % 10}`, `${batch * 50 + n}`));
        await stream.append(TOPIC, messages);
      }
      const consumer = await stream.consume(TOPIC, "order");
      const { records } = await readUntil(consumer, count(1_000));
      for (let key = 0; key < 10; key += 1) {
        const own = records.filter((record) => record.key === `channel-${key}`);
        expect(own).toHaveLength(100);
        expect(new Set(own.map(({ partition }) => partition)).size).toBe(1);
        const numbers = values(own).map(Number);
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
      }
    });

    it("keeps keys, values, headers and absent ones exactly as they were sent", async () => {
      const before = Date.now();
      const messages: StreamMessage[] = [
        { key: "k", value: Buffer.from([0, 1, 255, 254, 10, 13, 92, 0]), headers: { a: "1", "b c": "ü\n" } },
        { key: "k", value: Buffer.alloc(0) },
        { key: "k", value: null },
        { key: "k", value: Buffer.alloc(200_000, 7) },
        { key: "", value: Buffer.from("empty key") },
        { key: "ключ-鍵", value: Buffer.from("\\N\t\\.") },
        { key: null, value: Buffer.from("no key") },
      ];
      await stream.append(TOPIC, messages);
      const consumer = await stream.consume(TOPIC, "bytes");
      const { records } = await readUntil(consumer, count(messages.length));
      const found = (value: Buffer | null, key: string | null) =>
        records.filter((record) =>
          record.key === key && value === null
            ? record.value === null
            : record.value?.equals(value ?? Buffer.of()),
        );
      for (const { key, value, headers } of messages) {
        const [record, ...others] = found(value, key);
        expect(others).toEqual([]);
        expect(record?.key).toBe(key);
        expect(record?.headers ?? {}).toEqual(headers ?? {});
        expect(record?.topic).toBe(TOPIC);
        expect(record?.appendedAt).toBeGreaterThan(before - 5_000);
        expect(record?.appendedAt).toBeLessThan(Date.now() + 5_000);
      }
    });

    it("gives the same records again after a close without acknowledgement", async () => {
      await stream.append(TOPIC, [text("a", "1"), text("a", "2"), text("b", "3")]);
      const first = await stream.consume(TOPIC, "redelivery");
      const seen = await readUntil(first, count(3), { acknowledge: false });
      await first.close();
      const second = await stream.consume(TOPIC, "redelivery");
      const again = await readUntil(second, count(3));
      expect(new Set(values(again.records))).toEqual(new Set(values(seen.records)));
      expect(again.records).toHaveLength(3);
    });

    it("refuses to be read after a close, so that nobody goes on asking", async () => {
      const consumer = await stream.consume(TOPIC, "closed");
      const waiting = consumer.next({ ...LIMITS, waitMs: 10_000 });
      const refused = expect(waiting).rejects.toBeInstanceOf(StreamUnavailable);
      await consumer.close();
      await refused;
      await expect(consumer.next(LIMITS)).rejects.toBeInstanceOf(StreamUnavailable);
    });

    it("goes on after what was acknowledged, for each group by itself", async () => {
      await stream.append(TOPIC, [text("a", "1"), text("a", "2")]);
      const first = await stream.consume(TOPIC, "resume");
      await readUntil(first, count(2));
      await first.close();
      await stream.append(TOPIC, [text("a", "3")]);

      const second = await stream.consume(TOPIC, "resume");
      expect(values((await readUntil(second, count(1))).records)).toEqual(["3"]);
      const other = await stream.consume(TOPIC, "resume-other");
      expect(values((await readUntil(other, count(3))).records)).toEqual(["1", "2", "3"]);
    });

    it("lets one group read several topics, each for itself", async () => {
      await stream.append(TOPIC, [text("a", "of one")]);
      await stream.append("api-requests", [text("a", "of the other")]);
      const [one, other] = [
        await stream.consume(TOPIC, "both"),
        await stream.consume("api-requests", "both"),
      ];
      expect(values((await readUntil(other, count(1))).records)).toEqual(["of the other"]);
      expect(values((await readUntil(one, count(1))).records)).toEqual(["of one"]);
    });

    it("commits only the contiguous prefix of what is acknowledged out of order", async () => {
      const consumer = await stream.consume(TOPIC, "prefix");
      const batches: StreamBatch[] = [];
      for (const value of ["1", "2", "3"]) {
        await stream.append(TOPIC, [text("one-key", value)]);
        batches.push(...(await readUntil(consumer, count(1), { acknowledge: false })).batches);
      }
      const committed = async () =>
        (await stream.lag(TOPIC, "prefix")).reduce((sum, { lag }) => sum + lag, 0);
      await batches[2]?.acknowledge();
      expect(await committed()).toBe(3);
      await batches[0]?.acknowledge();
      expect(await committed()).toBe(2);
      await consumer.close();

      const next = await stream.consume(TOPIC, "prefix");
      expect(values((await readUntil(next, count(2))).records)).toEqual(["2", "3"]);
    });

    it("respects the limits of a batch, yet always gives one record", async () => {
      await stream.append(
        TOPIC,
        Array.from({ length: 30 }, (_, n) => ({ key: "big", value: Buffer.alloc(10_000, n) })),
      );
      const consumer = await stream.consume(TOPIC, "limits");
      const few = { maxRecords: 7, maxBytes: 1_000_000, waitMs: 500 };
      const byCount = await readUntil(consumer, count(7), { limits: few });
      expect(Math.max(...byCount.batches.map(({ records }) => records.length))).toBeLessThanOrEqual(7);
      const small = { maxRecords: 1_000, maxBytes: 25_000, waitMs: 500 };
      const byBytes = await readUntil(consumer, count(30 - byCount.records.length), { limits: small });
      expect(Math.max(...byBytes.batches.map(({ records }) => records.length))).toBeLessThanOrEqual(3);
      await stream.append(TOPIC, [{ key: "big", value: Buffer.alloc(90_000) }]);
      expect((await readUntil(consumer, count(1), { limits: small })).records).toHaveLength(1);
    });

    it("answers null when nothing comes within the wait, and soon after something does", async () => {
      const consumer = await stream.consume(TOPIC, "wait");
      await stream.append(TOPIC, [text("a", "first")]);
      await readUntil(consumer, count(1));
      expect(await consumer.next({ ...LIMITS, waitMs: 100 })).toBeNull();

      const started = performance.now();
      const waiting = consumer.next({ ...LIMITS, waitMs: 10_000 });
      await stream.append(TOPIC, [text("a", "second")]);
      expect(values((await waiting)?.records ?? [])).toEqual(["second"]);
      expect(performance.now() - started).toBeLessThan(1_500);
    });

    it("reads a time range again, without any group", async () => {
      const append = (from: number) =>
        stream.append(
          TOPIC,
          Array.from({ length: 20 }, (_, n) => text(`k${n}`, `${from + n}`)),
        );
      await append(0);
      const early = await collect(stream.readRange(TOPIC, 0, Date.now() + 60_000));
      const last = Math.max(...early.map(({ appendedAt }) => appendedAt));
      await expect.poll(() => Date.now(), { timeout: 5_000 }).toBeGreaterThan(last + 20);
      await append(100);
      const numbers = async (from: number, to: number) =>
        values(await collect(stream.readRange(TOPIC, from, to)))
          .map(Number)
          .sort((a, b) => a - b);
      const first = Array.from({ length: 20 }, (_, n) => n);
      const second = first.map((n) => n + 100);
      expect(await numbers(0, last + 1)).toEqual(first);
      expect(await numbers(last + 1, Date.now() + 60_000)).toEqual(second);
      expect(await numbers(0, Date.now() + 60_000)).toEqual([...first, ...second]);
      expect(await numbers(0, 1_000)).toEqual([]);
      expect(await numbers(Date.now() + 60_000, Date.now() + 120_000)).toEqual([]);
    });

    it("tells how far a group is behind, a new one by everything kept", async () => {
      await stream.append(
        TOPIC,
        Array.from({ length: 40 }, (_, n) => text(`k${n}`, "x")),
      );
      const total = async () => (await stream.lag(TOPIC, "lag")).reduce((sum, { lag }) => sum + lag, 0);
      expect(await total()).toBe(40);
      const consumer = await stream.consume(TOPIC, "lag");
      await readUntil(consumer, count(40));
      expect(await total()).toBe(0);
      await stream.append(TOPIC, [text("k1", "y")]);
      expect(await total()).toBe(1);
      for (const { committed, end, lag } of await stream.lag(TOPIC, "lag")) expect(end - committed).toBe(lag);
    });

    it("skips no record while many append at once and others read", async () => {
      const writers = await Promise.all(Array.from({ length: 4 }, () => subject.connect()));
      const consumer = await stream.consume(TOPIC, "concurrent");
      const ids = Array.from({ length: 4 * 60 * 20 }, (_, n) => n);
      const appended = Promise.all(
        writers.map(async (writer, w) => {
          for (let batch = 0; batch < 60; batch += 1) {
            const from = (w * 60 + batch) * 20;
            await writer.append(
              TOPIC,
              ids.slice(from, from + 20).map((id) => text(`k${id % 13}`, `${id}`)),
            );
          }
        }),
      );
      const { records } = await readUntil(consumer, count(ids.length));
      await appended;
      expect(
        values(records)
          .map(Number)
          .sort((a, b) => a - b),
      ).toEqual(ids);
      const offsets = records.map(({ partition, offset }) => `${partition}:${offset}`);
      expect(new Set(offsets).size).toBe(ids.length);
      await Promise.all(writers.map((writer) => writer.close()));
    });

    it("shares the partitions among a group's consumers, and hands over when one leaves", async () => {
      const other = await subject.connect();
      const [first, second] = [await stream.consume(TOPIC, "shared"), await other.consume(TOPIC, "shared")];
      const got = { first: new Set<string>(), second: new Set<string>() };
      const done = new AbortController();
      const read = async (consumer: StreamConsumer, into: Set<string>, open: () => boolean) => {
        while (!done.signal.aborted && open()) {
          const batch = await consumer.next({ ...LIMITS, waitMs: 100 });
          for (const value of values(batch?.records ?? [])) into.add(value ?? "");
          await batch?.acknowledge().catch(() => undefined); // moved in a rebalance: delivered again
        }
      };
      let secondOpen = true;
      const loops = [read(first, got.first, () => true), read(second, got.second, () => secondOpen)];
      const all = new Set<string>();
      const send = async () => {
        const messages = Array.from({ length: 40 }, (_, n) => text(`k${n}`, randomUUID()));
        await stream.append(TOPIC, messages);
        for (const { value } of messages) all.add(value?.toString() ?? "");
      };
      const missing = () => [...all].filter((id) => !got.first.has(id) && !got.second.has(id)).length;

      await expect
        .poll(
          async () => {
            await send();
            return got.first.size > 0 && got.second.size > 0;
          },
          { timeout: PATIENCE_MS, interval: 200 },
        )
        .toBe(true);
      await expect.poll(missing, { timeout: PATIENCE_MS }).toBe(0);

      secondOpen = false;
      await loops[1];
      await other.close();
      await send();
      await expect.poll(missing, { timeout: PATIENCE_MS }).toBe(0);
      done.abort();
      await Promise.all(loops);
    });

    describe("inspected", () => describeInspection(() => stream));

    it("has one identity for all who open it", async () => {
      const other = await subject.connect();
      expect(other.incarnation).toBe(stream.incarnation);
      expect(stream.incarnation).not.toBe("");
      await other.close();
    });
  });
}
