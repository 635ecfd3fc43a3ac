import { describe, expect, it } from "vitest";
import { type Coverage, compareCommits } from "./compare-commits.ts";
import { compareHours, type HourPair } from "./compare-hours.ts";
import type { Reading } from "./types.ts";

const NOON = Date.UTC(2026, 10, 28, 12);
const HOUR = 3_600_000;

const compare = (...pairs: [source: Reading, here: Reading][]) =>
  compareHours({
    step: "archive_warehouse",
    subject: "interactions",
    store: "warehouse",
    completeTo: null,
    hours: pairs.map(([source, here], place): HourPair => ({ hour: NOON + place * HOUR, source, here })),
  });
const words = (source: Reading, here: Reading) =>
  compare([source, here]).disagreements.map((one) => one.words);
const sums = (rows: number, checksum: number, channels: Record<string, [number, number]> = {}): Reading => ({
  rows,
  checksum,
  channels: new Map(
    Object.entries(channels).map(([name, [some, sum]]) => [name, { rows: some, checksum: sum }]),
  ),
});

describe("an hour of two stores", () => {
  it("is equal by count and checksum, and what is not known is no alarm", () => {
    const result = compare(
      [sums(3, 30), sums(3, 30)],
      [sums(5, 1), { unknown: "not loaded yet" }],
      [{ unknown: "not archived yet" }, sums(5, 1)],
      [sums(2, 1), { unknown: "not loaded yet" }],
    );
    expect(result).toMatchObject({
      state: "equal",
      source: { rows: 3, checksum: 30 },
      here: { rows: 3, checksum: 30 },
      disagreements: [],
      notCompared: [
        { reason: "not loaded yet", hours: [NOON + HOUR, NOON + 3 * HOUR] },
        { reason: "not archived yet", hours: [NOON + 2 * HOUR] },
      ],
    });
    expect(compare([sums(1, 1), { unknown: "no" }]).state).toBe("not_compared");
  });

  it.each([
    [
      sums(1_204, 9),
      sums(0, 0),
      "The warehouse has lost all 1,204 events of interactions of 2026-11-28 12:00 UTC.",
    ],
    [
      sums(1_204, 9),
      sums(4, 1),
      "The warehouse lacks 1,200 of 1,204 events of interactions of 2026-11-28 12:00 UTC.",
    ],
    [sums(4, 9), sums(7, 12), "The warehouse has 3 events of interactions of 2026-11-28 12:00 UTC too many."],
    [
      sums(4, 9),
      sums(12, 27),
      "The warehouse has the 4 events of interactions of 2026-11-28 12:00 UTC 3 times: they were loaded more than once.",
    ],
    [sums(4, 9), sums(8, 17), "The warehouse has 4 events of interactions of 2026-11-28 12:00 UTC too many."],
    [
      sums(4, 9),
      sums(4, 10),
      "The warehouse has as many events of interactions of 2026-11-28 12:00 UTC, 4, but not the same: at least one was changed.",
    ],
  ])("differs in words", (source, here, told) => {
    expect(words(source, here)).toEqual([told]);
  });

  it("says in which Channels it differs", () => {
    const one = compare([
      sums(4, 9, { a: [2, 4], b: [2, 5] }),
      sums(3, 7, { a: [1, 2], b: [2, 5] }),
    ]).disagreements;
    expect(one).toMatchObject([{ channel: "a", words: expect.stringMatching(/UTC \(a\)\.$/) }]);
    const many = compare([
      sums(4, 9, { a: [1, 1], b: [1, 1], c: [1, 1], d: [1, 6] }),
      sums(0, 0, {}),
    ]).disagreements;
    expect(many).toMatchObject([
      {
        channel: null,
        channels: ["a", "b", "c", "d"],
        words: expect.stringMatching(/UTC \(a, b and 2 more\)\.$/),
      },
    ]);
  });
});

describe("the archive's commits of a stream", () => {
  const commit = (start: number, end: number, records = end - start, partition = 0) => ({
    partition,
    start,
    end,
    records,
    at: NOON,
    ofDay: true,
  });
  const check = (
    commits: (Coverage & { ofDay: boolean })[],
    counted: number | null = null,
    oldest = 0,
    archived = 100,
  ) =>
    compareCommits({
      topic: "api-requests",
      commits,
      archived: new Map([[0, archived]]),
      partitions: [{ partition: 0, oldest, end: 100 }],
      counted: () => counted,
      completeTo: NOON,
    });
  const told = (...given: Parameters<typeof check>) => check(...given).disagreements.map((one) => one.words);

  it("follow each other and hold a record for each offset", () => {
    const result = check([
      { ...commit(0, 10), ofDay: false },
      commit(10, 30),
      commit(30, 100),
      commit(5, 9, 4, 1),
    ]);
    expect(result).toMatchObject({
      state: "equal",
      source: { rows: 94 },
      here: { rows: 94 },
      notCompared: [],
    });
  });

  it("lack what none of them names", () => {
    expect(told([commit(0, 10), commit(30, 100)])).toEqual([
      "Commits of api-requests say nothing of the records 10 to 30 of partition 0.",
    ]);
    expect(told([commit(0, 40), commit(30, 100)])).toEqual([
      "Two commits of api-requests hold the records 30 to 40 of partition 0.",
    ]);
  });

  it("with fewer records than offsets are counted again in the stream, if it still has them", () => {
    expect(check([commit(0, 10, 7)], 7)).toMatchObject({ state: "equal", source: { rows: 7 } });
    expect(told([commit(0, 10, 7)], 10)).toEqual([
      "The archive has 7 of the 10 records 0 to 10 of partition 0 of api-requests.",
    ]);
    expect(check([commit(0, 10, 7)], null)).toMatchObject({
      state: "not_compared",
      notCompared: [{ reason: expect.stringContaining("have gaps") }],
    });
  });

  it("come too late for what the stream dropped; an archive that began later has nothing to answer for", () => {
    expect(told([commit(0, 10)], null, 25, 10)).toEqual([
      "The stream dropped the records 10 to 25 of partition 0 of api-requests before they were archived.",
    ]);
    expect(told([], null, 25, 0)).toEqual([]);
  });
});
