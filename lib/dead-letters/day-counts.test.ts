import { describe, expect, test } from "vitest";
import { toDeadLetter } from "../events/dead-letter.ts";
import type { RejectReason } from "../events/rejection.ts";
import { type StreamRecord, StreamUnavailable } from "../stores/event-stream/port.ts";
import { DeadLetterDays } from "./day-counts.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TODAY = Date.parse("2026-03-10T00:00:00Z");
const NOW = TODAY + 10 * HOUR;

/** A topic of letters, in pages of two, that notes what was asked of it. */
class Letters {
  readonly records: StreamRecord[] = [];
  asked: { from: number; to: number }[] = [];
  /** Fails after so many pages. */
  failAfter = Number.POSITIVE_INFINITY;

  reject(appendedAt: number, reason: RejectReason, source = this.records.length): void {
    const record = { topic: "api-requests", partition: 0, offset: source, value: Buffer.from("{") };
    const letter = toDeadLetter(record, { reason, detail: "" }, appendedAt, (id) => id);
    const value = Buffer.from(JSON.stringify(letter));
    const offset = this.records.length;
    this.records.push({ topic: "api-requests.dead", partition: 0, offset, key: null, value, appendedAt });
  }

  async *readRange(_: string, from: number, to: number): AsyncGenerator<StreamRecord[]> {
    this.asked.push({ from, to });
    const found = this.records.filter(({ appendedAt }) => appendedAt >= from && appendedAt < to);
    for (let start = 0; start < found.length; start += 2) {
      if (start / 2 >= this.failAfter) throw new StreamUnavailable("away");
      yield found.slice(start, start + 2);
    }
  }
}

function world() {
  const letters = new Letters();
  const days = new DeadLetterDays(letters);
  const counts = async (now: number) => {
    await days.refresh(now);
    return days.counts();
  };
  return { letters, days, counts };
}

describe("dead letters per day", () => {
  test("are counted by reason, today first, and a week back", async () => {
    const { letters, counts } = world();
    letters.reject(NOW - 8 * DAY, "too_old");
    letters.reject(TODAY - 7 * DAY, "too_old");
    letters.reject(TODAY - 1, "not_json");
    letters.reject(TODAY, "not_json");
    letters.reject(NOW, "invalid_field");
    letters.reject(NOW, "not_json");
    const counted = await counts(NOW);
    expect(counted).toHaveLength(8);
    expect(counted[0]).toEqual({ day: TODAY, reasons: { not_json: 2, invalid_field: 1 }, more: false });
    expect(counted[1]).toMatchObject({ day: TODAY - DAY, reasons: { not_json: 1 } });
    expect(counted[7]).toMatchObject({ day: TODAY - 7 * DAY, reasons: { too_old: 1 } });
    expect(counted.slice(2, 7).map(({ reasons }) => reasons)).toEqual([{}, {}, {}, {}, {}]);
  });

  test("count a record once, though a redelivery told of it twice", async () => {
    const { letters, counts } = world();
    letters.reject(NOW, "not_json", 17);
    letters.reject(NOW, "not_json", 17);
    expect((await counts(NOW))[0]?.reasons).toEqual({ not_json: 1 });
    letters.reject(NOW + 10, "not_json", 17);
    expect((await counts(NOW + 20))[0]?.reasons).toEqual({ not_json: 1 });
  });

  test("are read on from where they were: days that are over only once", async () => {
    const { letters, counts } = world();
    letters.reject(NOW - HOUR, "not_json");
    await counts(NOW);
    letters.asked = [];
    letters.reject(NOW + 2_000, "not_json");
    expect((await counts(NOW + 5_000))[0]?.reasons).toEqual({ not_json: 2 });
    expect(letters.asked).toEqual([{ from: NOW - 60_000, to: NOW + 65_000 }]);
  });

  test("move on at midnight, with what came just before it", async () => {
    const { letters, counts } = world();
    await counts(TODAY + DAY - 1_000);
    letters.reject(TODAY + DAY - 500, "not_json");
    letters.reject(TODAY + DAY, "too_old");
    const [today, yesterday, ...others] = await counts(TODAY + DAY + 4_000);
    expect([today?.day, today?.reasons]).toEqual([TODAY + DAY, { too_old: 1 }]);
    expect([yesterday?.day, yesterday?.reasons]).toEqual([TODAY, { not_json: 1 }]);
    expect(others).toHaveLength(6);
    expect((await counts(TODAY + 30 * DAY)).map(({ day }) => day)[7]).toBe(TODAY + 23 * DAY);
  });

  test("have each day once, though the clock was set back over midnight", async () => {
    const { letters, counts } = world();
    letters.reject(TODAY - 1, "not_json");
    const before = await counts(TODAY + 1_000);
    await counts(TODAY - 1_000);
    expect(await counts(TODAY + 1_000)).toEqual(before);
  });

  test("are not counted twice when the stream went away in between", async () => {
    const { letters, days, counts } = world();
    for (let place = 0; place < 6; place += 1) letters.reject(NOW, "not_json");
    letters.failAfter = 2;
    await expect(days.refresh(NOW)).rejects.toBeInstanceOf(StreamUnavailable);
    expect(days.counts()[0]?.reasons).toBeNull();
    letters.failAfter = Number.POSITIVE_INFINITY;
    expect((await counts(NOW))[0]?.reasons).toEqual({ not_json: 6 });
  });

  test("say that there are more than are counted of a flood", async () => {
    const flood = {
      async *readRange(_: string, from: number): AsyncGenerator<StreamRecord[]> {
        for (let page = 0; from === TODAY; page += 1) {
          yield Array.from({ length: 20_000 }, (_, place): StreamRecord => {
            const offset = page * 20_000 + place;
            return {
              topic: "api-requests.dead",
              partition: 0,
              offset,
              key: null,
              value: null,
              appendedAt: NOW,
            };
          });
        }
      },
    };
    const days = new DeadLetterDays(flood);
    await days.refresh(NOW);
    expect(days.counts().map(({ more }) => more)).toEqual([true, ...Array(7).fill(false)]);
  });
});
