import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connectTail, pauseAfter } from "./tail-connection.ts";

/** A stream as the browser gives it. */
class Stream {
  readyState = 0;
  private readonly listeners = new Map<string, (event: MessageEvent<string>) => void>();
  addEventListener(name: string, listener: (event: MessageEvent<string>) => void): void {
    this.listeners.set(name, listener);
  }
  close(): void {
    this.readyState = 2;
  }
  happens(name: string, data = ""): void {
    this.listeners.get(name)?.({ data } as MessageEvent<string>);
  }
  isRefused(): void {
    this.close();
    this.happens("error");
  }
}

function tail() {
  const streams: Stream[] = [];
  const told = { interrupted: [] as boolean[], refused: 0, reopened: 0, requests: [] as unknown[] };
  const end = connectTail({
    open: () => {
      const stream = new Stream();
      streams.push(stream);
      return stream;
    },
    onRequests: (requests) => told.requests.push(...requests),
    onInterrupted: (interrupted) => told.interrupted.push(interrupted),
    onRefused: () => {
      told.refused += 1;
    },
    onReopened: () => {
      told.reopened += 1;
    },
  });
  const last = () => streams.at(-1) ?? new Stream();
  return { streams, last, told, end };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a refused tail is opened again after a pause, and goes on", () => {
  const { streams, last, told } = tail();
  last().isRefused();
  expect(told).toMatchObject({ interrupted: [true], refused: 1 });
  vi.advanceTimersByTime(1_999);
  expect(streams).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(streams).toHaveLength(2);
  last().happens("open");
  last().happens("requests", '[{"id":"a"}]');
  expect(told).toMatchObject({ requests: [{ id: "a" }] });
  expect(told.interrupted.at(-1)).toBe(false);
});

test("the pause grows while it is refused, to half a minute at most, and is short again after it was open", () => {
  expect([1, 2, 3, 4, 5, 50].map(pauseAfter)).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  const { streams, last } = tail();
  last().isRefused();
  vi.advanceTimersByTime(2_000);
  last().isRefused();
  vi.advanceTimersByTime(2_000);
  expect(streams).toHaveLength(2);
  vi.advanceTimersByTime(2_000);
  last().happens("open");
  last().isRefused();
  vi.advanceTimersByTime(2_000);
  expect(streams).toHaveLength(4);
});

test("a cut is left to the browser, which takes up where it left", () => {
  const { streams, last, told } = tail();
  last().happens("error");
  vi.advanceTimersByTime(60_000);
  expect(streams).toHaveLength(1);
  expect(told).toMatchObject({ interrupted: [true], refused: 0 });
});

test("whoever lost the stream is told when it is open again, as something may have been missed", () => {
  const { last, told } = tail();
  last().happens("open");
  expect(told.reopened).toBe(0);
  last().happens("error");
  last().happens("open");
  expect(told.reopened).toBe(1);
  last().isRefused();
  vi.advanceTimersByTime(2_000);
  last().happens("open");
  expect(told.reopened).toBe(2);
});

test("once nobody wants it any more, nothing is opened", () => {
  const { streams, last, end } = tail();
  last().isRefused();
  end();
  vi.advanceTimersByTime(60_000);
  expect(streams).toHaveLength(1);
  expect(last().readyState).toBe(2);
});
