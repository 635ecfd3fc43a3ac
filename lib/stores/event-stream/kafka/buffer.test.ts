import type { KafkaMessage } from "kafkajs";
import { describe, expect, it } from "vitest";
import { HandOver, Held } from "./buffer.ts";
import { chunks } from "./records.ts";

const message = (offset: number, bytes = 10): KafkaMessage => ({
  key: null,
  value: Buffer.alloc(bytes),
  timestamp: "0",
  attributes: 0,
  offset: `${offset}`,
  headers: {},
});

const messages = (from: number, to: number, bytes?: number) =>
  Array.from({ length: to - from }, (_, n) => message(from + n, bytes));

const offsets = (taken: { messages: KafkaMessage[] }[]) =>
  taken.flatMap((each) => each.messages.map(({ offset }) => Number(offset)));

const MANY = { maxRecords: 1_000, maxBytes: 1_000_000 };

describe("the hand-over between fetched batches and their reader", () => {
  it("gives what was put, in order, over batches", () => {
    const buffer = new HandOver(1_000);
    const held = new Held(0, 0);
    buffer.put(held, messages(0, 5));
    buffer.put(held, messages(5, 8));
    expect(offsets(buffer.take({ ...MANY, maxRecords: 6 }))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(offsets(buffer.take(MANY))).toEqual([6, 7]);
    expect(buffer.take(MANY)).toEqual([]);
    expect(buffer.empty).toBe(true);
  });

  it("keeps to the byte limit, but never gives nothing while there is something", () => {
    const buffer = new HandOver(1_000_000);
    buffer.put(new Held(0, 0), messages(0, 4, 100));
    expect(offsets(buffer.take({ ...MANY, maxBytes: 250 }))).toEqual([0, 1]);
    expect(offsets(buffer.take({ ...MANY, maxBytes: 1 }))).toEqual([2]);
  });

  it("is full at its bound, low from half of it on, and empty when everything is forgotten", () => {
    const buffer = new HandOver(100);
    const state = () => [buffer.full, buffer.low];
    buffer.put(new Held(0, 0), messages(0, 10, 10));
    expect(state()).toEqual([true, false]);
    buffer.take({ ...MANY, maxRecords: 1 });
    expect(state()).toEqual([false, false]);
    buffer.take({ ...MANY, maxRecords: 4 });
    expect(state()).toEqual([false, true]);
    buffer.put(new Held(1, 0), messages(0, 50, 10));
    buffer.clear();
    expect([...state(), buffer.empty]).toEqual([false, true, true]);
  });
});

describe("the messages of one request to a broker", () => {
  const of = (bytes: number) => ({ key: "k", value: Buffer.alloc(bytes) });

  it("stay below the broker's limit and in order", () => {
    const sent = [of(400), of(300), of(500), of(5_000), of(1)];
    const parts = [...chunks(sent, 1_000)];
    expect(parts.flat()).toEqual(sent);
    expect(parts.map(({ length }) => length)).toEqual([2, 1, 1, 1]);
  });
});
