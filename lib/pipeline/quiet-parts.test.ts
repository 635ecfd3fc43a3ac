import { describe, expect, test } from "vitest";
import type { IndexPart } from "../stores/event-index/port.ts";
import { QuietParts } from "./quiet-parts.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TEN = Date.parse("2026-03-02T10:00:00Z");
const at = (time: string) => Date.parse(`2026-03-02T${time}:00Z`);

const hour = (overrides: Partial<IndexPart> = {}): IndexPart => ({
  from: TEN,
  to: TEN + HOUR,
  writes: 1,
  settled: false,
  ...overrides,
});

/** Looks every minute of a stretch of time; answers when the part was due first. */
function firstDue(quiet: QuietParts, from: string, to: string, part: (now: number) => IndexPart) {
  for (let now = at(from); now <= at(to); now += MINUTE) {
    if (quiet.due([part(now)], now).length > 0) return new Date(now).toISOString().slice(11, 16);
  }
  return null;
}

describe("an hour of the index is settled", () => {
  test("10 minutes after its end, when nobody wrote to it meanwhile", () => {
    expect(firstDue(new QuietParts(), "10:30", "12:00", () => hour())).toBe("11:10");
  });

  test("10 minutes after the last event that came late", () => {
    const lastWrite = at("11:07");
    const part = (now: number) => hour({ writes: Math.min(now, lastWrite) });
    expect(firstDue(new QuietParts(), "10:30", "12:00", part)).toBe("11:17");
  });

  test("never while it runs, nor while it is written to, nor twice", () => {
    expect(firstDue(new QuietParts(), "10:00", "10:59", () => hour())).toBeNull();
    expect(firstDue(new QuietParts(), "10:00", "18:00", (now) => hour({ writes: now }))).toBeNull();
    expect(firstDue(new QuietParts(), "10:00", "18:00", () => hour({ settled: true }))).toBeNull();
  });

  test("by a process that started later, once it has watched for as long", () => {
    expect(firstDue(new QuietParts(), "11:20", "13:00", () => hour())).toBe("11:30");
  });

  test("again only after a quarter of its age, so that a trickle of late events costs little", () => {
    const lastWrite = at("19:00");
    const part = (now: number) => hour({ writes: Math.min(now, lastWrite) });
    expect(firstDue(new QuietParts(), "18:30", "23:59", part)).toBe("21:40");
  });

  test("after six hours at most, however old it is", () => {
    const old = hour({ from: TEN - 500 * HOUR, to: TEN - 499 * HOUR });
    expect(firstDue(new QuietParts(), "10:00", "23:00", () => old)).toBe("16:00");
  });

  test("before older ones: the newest are looked at most", () => {
    const quiet = new QuietParts();
    const parts = [hour({ from: TEN - HOUR, to: TEN }), hour()];
    quiet.due(parts, at("11:00"));
    expect(quiet.due(parts, at("12:00")).map(({ from }) => from)).toEqual([TEN, TEN - HOUR]);
  });
});
