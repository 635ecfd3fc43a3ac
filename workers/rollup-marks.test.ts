import { expect, test } from "vitest";
import { createLog } from "#lib/log.ts";
import { type Mark, RollupsUnavailable } from "#lib/stores/rollups/port.ts";
import { fakeClock } from "#lib/testing/fake-clock.ts";
import { Abandoned } from "./backoff.ts";
import { ChannelMinutes, MarkBook } from "./rollup-marks.ts";

const MINUTE = 60_000;
const NOW = Date.parse("2026-03-02T10:15:30Z");
const THIS_MINUTE = Date.parse("2026-03-02T10:15:00Z");
const going = new AbortController().signal;

function opened({ failures = 0 } = {}) {
  const clock = fakeClock("2026-03-02T10:15:30Z");
  const said: string[][] = [];
  let left = failures;
  const mark = async (marks: readonly Mark[]) => {
    if (left-- > 0) throw new RollupsUnavailable("gone");
    said.push(marks.map(({ channel, minute }) => `${channel} ${(minute - THIS_MINUTE) / MINUTE}`));
  };
  const rollups = { mark, due: async () => [], lead: async () => true };
  return { book: new MarkBook({ rollups, clock, log: createLog("test", "silent") }), clock, said };
}

function events(...list: [string, number][]): ChannelMinutes {
  const minutes = new ChannelMinutes();
  for (const [channel, ago] of list) minutes.add({ channel, timestamp: NOW - ago * MINUTE });
  return minutes;
}

test("each minute of each Channel is said once per batch", async () => {
  const { book, said } = opened();
  await book.written(events(["a", 0], ["a", 0], ["b", 0], ["a", 3], ["a", 3]), going);
  expect(said).toEqual([["a 0", "b 0", "a -3"]]);
});

test("a minute that is going on is not said again before it is over, a past one always", async () => {
  const { book, clock, said } = opened();
  await book.written(events(["a", 0], ["a", 1]), going);
  await book.written(events(["a", 0], ["a", 1], ["b", 0]), going);
  clock.advance(MINUTE);
  await book.written(events(["a", 0]), going);
  expect(said).toEqual([["a 0", "a -1"], ["b 0", "a -1"], ["a 0"]]);
});

test("nothing new is no reason to ask the store", async () => {
  const { book, said } = opened();
  await book.written(events(), going);
  await book.written(events(["a", 0]), going);
  await book.written(events(["a", 0]), going);
  expect(said).toEqual([["a 0"]]);
});

test("an unavailable store is waited out, and only then are the events acknowledged", async () => {
  const { book, said } = opened({ failures: 2 });
  await book.written(events(["a", 0]), going);
  expect(said).toEqual([["a 0"]]);
});

test("a worker that stops meanwhile gives up, so that the events are delivered again", async () => {
  const { book } = opened({ failures: Number.POSITIVE_INFINITY });
  await expect(book.written(events(["a", 0]), AbortSignal.abort())).rejects.toBeInstanceOf(Abandoned);
});
