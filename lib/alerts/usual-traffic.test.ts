import { describe, expect, it } from "vitest";
import { UsualTraffic } from "./usual-traffic.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Monday. */
const TODAY = Date.parse("2026-03-02T00:00:00Z");
const at = (time: string, day = TODAY) => day + Date.parse(`1970-01-01T${time}:00Z`);

/** So many requests in these hours of each of the last `days` days on which it is open. */
function past({ from = 0, to = 24, perHour = 60, days = 21, open = (_day: number) => true }) {
  const hours = new Map<number, number>();
  for (let ago = 1; ago <= days; ago++) {
    const day = TODAY - ago * DAY;
    if (!open(new Date(day).getUTCDay())) continue;
    for (let hour = from; hour < to; hour++) hours.set(day + hour * HOUR, perHour);
  }
  return new UsualTraffic(hours);
}

describe("what is usual in a time", () => {
  it("is the same time of the days before, also over parts of hours", () => {
    const usual = past({});
    expect(usual.between(at("12:00"), at("13:00"))).toBe(60);
    expect(usual.between(at("12:20"), at("12:50"))).toBe(30);
    expect(usual.between(at("11:45"), at("12:15"))).toBe(30);
  });

  it("is nothing before the day begins, and not yet when it has just begun", () => {
    const usual = past({ from: 9, to: 17 });
    expect(usual.between(at("08:30"), at("09:00"))).toBe(0);
    expect(usual.between(at("08:40"), at("09:10"))).toBe(0);
    expect(usual.between(at("09:30"), at("10:00"))).toBe(30);
    expect(usual.between(at("16:45"), at("17:15"))).toBe(0);
  });

  it("knows an hour that is busy alone, once it is over", () => {
    const usual = past({ from: 9, to: 10 });
    expect(usual.between(at("09:00"), at("10:00"))).toBe(60);
    expect(usual.between(at("09:10"), at("09:40"))).toBe(0);
  });

  it("is nothing on a day of the week that is quiet, once there was one", () => {
    const weekdays = (day: number) => day !== 0 && day !== 6;
    const saturday = TODAY - 2 * DAY;
    const usual = past({ open: weekdays });
    expect(usual.between(at("12:00", saturday), at("13:00", saturday))).toBe(0);
    expect(usual.between(at("12:00"), at("13:00"))).toBe(60);
  });

  it("is the median of the days that are known while there is no week yet", () => {
    expect(past({ days: 4 }).between(at("12:00"), at("13:00"))).toBe(60);
    expect(past({ days: 3 }).between(at("12:00"), at("13:00"))).toBe(0);
    expect(past({ days: 0 }).between(at("12:00"), at("13:00"))).toBe(0);
  });
});
