import { describe, expect, it } from "vitest";
import { cover, widestWithin } from "./cover.ts";

const MINUTE = 60_000;
const DAY = Date.parse("2026-03-02T00:00:00Z");
const at = (clock: string) => DAY + Date.parse(`1970-01-01T${clock}Z`);
const clock = (instant: number) => new Date(instant).toISOString().slice(11, 19);
const told = ({ slots, live }: ReturnType<typeof cover>) => ({
  slots: slots.map(({ from, to, width }) => `${clock(from)}–${clock(to)} by ${width}`),
  live: live.map(({ from, to }) => `${clock(from)}–${clock(to)}`),
});

const settled = (openMinutes: number[] = [], daysFrom = 0) => ({ openMinutes, daysFrom });

describe("a range is covered", () => {
  it("by the widest slots, and by the index at its ends", () => {
    const range = { from: at("10:57:20"), to: at("13:12:05") };
    expect(told(cover(range, 60, settled()))).toEqual({
      slots: [
        "10:58:00–11:00:00 by 1",
        "11:00:00–13:00:00 by 60",
        "13:00:00–13:10:00 by 10",
        "13:10:00–13:12:00 by 1",
      ],
      live: ["10:57:20–10:58:00", "13:12:00–13:12:05"],
    });
  });

  it("by narrower slots around an open minute, which the index answers", () => {
    const range = { from: at("10:00:00"), to: at("12:00:00") };
    expect(told(cover(range, 60, settled([at("11:23:00"), at("11:59:00")])))).toEqual({
      slots: [
        "10:00:00–11:00:00 by 60",
        "11:00:00–11:20:00 by 10",
        "11:20:00–11:23:00 by 1",
        "11:24:00–11:30:00 by 1",
        "11:30:00–11:50:00 by 10",
        "11:50:00–11:59:00 by 1",
      ],
      live: ["11:23:00–11:24:00", "11:59:00–12:00:00"],
    });
  });

  it("by whole days, where these were made already", () => {
    const range = { from: DAY - 24 * 60 * MINUTE, to: DAY + 2 * 24 * 60 * MINUTE };
    const widths = (daysFrom: number) =>
      cover(range, 1_440, settled([], daysFrom)).slots.map(({ from, to, width }) => [
        (to - from) / MINUTE,
        width,
      ]);
    expect(widths(0)).toEqual([[3 * 1_440, 1_440]]);
    expect(widths(DAY)).toEqual([
      [1_440, 480],
      [2 * 1_440, 1_440],
    ]);
  });

  it("by slots no wider than a bucket allows", () => {
    const range = { from: at("10:00:00"), to: at("10:30:00") };
    expect(told(cover(range, 1, settled())).slots).toEqual(["10:00:00–10:30:00 by 1"]);
    expect([60, 1_200, 60_000, 300_000, 1_200_000, 7_200_000].map(widestWithin)).toEqual([
      null,
      null,
      1,
      1,
      10,
      60,
    ]);
    expect(widestWithin(null)).toBe(1_440);
  });

  it("by the index alone where it holds no whole minute", () => {
    expect(told(cover({ from: at("10:00:10"), to: at("10:01:50") }, 60, settled()))).toEqual({
      slots: [],
      live: ["10:00:10–10:01:50"],
    });
  });

  it("whole, whatever is open", () => {
    for (let seed = 0; seed < 300; seed++) {
      const from = DAY + ((seed * 7_919_123) % (50 * MINUTE));
      const to = from + 1_000 + ((seed * 104_729_321) % (400 * MINUTE));
      const open = Array.from({ length: seed % 7 }, (_, n) => DAY + ((seed * 31 + n * 57) % 450) * MINUTE);
      const { slots, live } = cover({ from, to }, [1, 10, 60][seed % 3] as 1 | 10 | 60, settled(open));
      const spans = [...slots, ...live].sort((a, b) => a.from - b.from);
      expect(spans[0]?.from).toBe(from);
      expect(spans.at(-1)?.to).toBe(to);
      for (const [place, span] of spans.entries())
        if (place > 0) expect(span.from).toBe(spans[place - 1]?.to);
      for (const minute of open)
        expect(slots.some((slot) => slot.from <= minute && minute < slot.to)).toBe(false);
    }
  });
});
