import { describe, expect, it } from "vitest";
import type { DueMark } from "../stores/rollups/port.ts";
import { batchesOf } from "./batches.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const marked = (channel: string, ...minutes: number[]): DueMark[] =>
  minutes.map((minute) => ({ channel, minute: minute * MINUTE, revision: 1 }));
const plain = (marks: DueMark[]) =>
  batchesOf(marks).map(({ from, to, channels }) => ({
    from: from / MINUTE,
    to: to / MINUTE,
    channels: channels.map(({ channel, from, to, marks }) => [
      channel,
      from / MINUTE,
      to / MINUTE,
      marks.length,
    ]),
  }));

describe("what is rolled up by one question to the index", () => {
  it("is the same closed minute of hundreds of Channels", () => {
    const marks = Array.from({ length: 500 }, (_, n) => marked(`channel-${n}`, 7)).flat();
    const batches = batchesOf(marks);
    expect(batches.map(({ from, to, channels }) => [from, to, channels.length])).toEqual([
      [7 * MINUTE, 8 * MINUTE, 500],
    ]);
  });

  it("is a Channel's hour with others that cover nearly the same minutes, each by its own range", () => {
    expect(plain([...marked("a", 0, 20, 40), ...marked("b", 2, 39), ...marked("c", 1, 42)])).toEqual([
      {
        from: 0,
        to: 43,
        channels: [
          ["a", 0, 41, 3],
          ["c", 1, 43, 2],
          ["b", 2, 40, 2],
        ],
      },
    ]);
  });

  it("is not a late minute together with a whole hour: nobody is counted for much longer than they need", () => {
    expect(
      plain([...marked("a", 0, 59), ...marked("late", 30)]).map(({ channels }) => channels.length),
    ).toEqual([1, 1]);
    const drifting = Array.from({ length: 10 }, (_, n) => marked(`c${n}`, n * 3, n * 3 + 10)).flat();
    for (const { from, to } of batchesOf(drifting)) expect(to - from).toBeLessThanOrEqual(16 * MINUTE);
  });

  it("never crosses an hour: wider slots are made of what one Channel's hour holds", () => {
    expect(plain([...marked("a", 59, 60), ...marked("b", 59, 60)]).map(({ from, to }) => [from, to])).toEqual(
      [
        [59, 60],
        [60, 61],
      ],
    );
    expect(batchesOf(marked("a", 59, 60)).every(({ from, to }) => to - from <= HOUR)).toBe(true);
  });

  it("is nothing without marks", () => {
    expect(batchesOf([])).toEqual([]);
  });
});
