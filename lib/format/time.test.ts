import { describe, expect, it } from "vitest";
import { fromLocalInput, parseSpan, presetInWords, rangeInWords, toLocalInput } from "./range.ts";
import { formatDated, formatRecent, formatTime, isZone, zoneOffset } from "./time.ts";

const AT = Date.parse("2026-11-23T14:40:27.412Z");
const SUMMER = Date.parse("2026-07-01T12:00:00Z");

describe("instants", () => {
  it("read in the chosen zone, 24 hours", () => {
    expect(formatTime(AT, "UTC", "milli")).toBe("14:40:27.412");
    expect(formatTime(AT, "Asia/Kolkata", "dayMinute")).toBe("Nov 23, 20:10");
    expect(formatTime(AT, "America/New_York", "second")).toBe("09:40:27");
    expect(formatTime(AT, "UTC", "full")).toBe("2026-11-23 14:40:27.412 UTC");
    expect(formatTime(AT, "Asia/Kolkata", "full")).toBe("2026-11-23 20:10:27.412 UTC+05:30");
    expect(formatTime(AT, "America/New_York", "full")).toBe("2026-11-23 09:40:27.412 UTC\u221205:00");
    expect(formatTime(AT, "UTC", "yearMinute")).toBe("2026-11-23 14:40");
  });

  it("write midnight as 00, not 24", () => {
    expect(formatTime(Date.parse("2026-11-23T00:00:00Z"), "UTC", "second")).toBe("00:00:00");
  });

  it("name the day only when it is another", () => {
    expect(formatRecent(AT - 3_600_000, AT, "UTC")).toBe("13:40");
    expect(formatRecent(AT - 86_400_000, AT, "UTC")).toBe("Nov 22, 14:40");
    expect(formatRecent(AT - 86_400_000, AT, "UTC", "second")).toBe("Nov 22, 14:40:27");
  });

  it("name the year when it is another, also on the same day of the year", () => {
    const year = 365 * 86_400_000;
    expect(formatRecent(AT, AT + year, "UTC")).toBe("2026-11-23 14:40");
    expect(formatRecent(AT, AT + year, "UTC", "second")).toBe("2026-11-23 14:40:27");
    expect(formatDated(AT, AT, "UTC", "day")).toBe("Nov 23");
    expect(formatDated(AT, AT + year, "UTC", "day")).toBe("2026-11-23");
    expect(formatDated(AT, AT + year, "UTC", "dayMinute")).toBe("2026-11-23 14:40");
    expect(formatDated(AT, AT + year, "UTC", "minute")).toBe("14:40");
    expect(formatDated(AT, null, "UTC", "daySecond")).toBe("2026-11-23 14:40:27");
  });

  it("tell days and years apart in the chosen zone", () => {
    const eve = Date.parse("2026-12-31T23:30:00Z");
    expect(formatRecent(eve, eve + 3_600_000, "UTC")).toBe("2026-12-31 23:30");
    expect(formatRecent(eve, eve + 3_600_000, "Europe/Amsterdam")).toBe("00:30");
  });
});

describe("zones", () => {
  it("are known by their IANA name", () => {
    expect(isZone("Europe/Amsterdam")).toBe(true);
    expect(isZone("Middle/Earth")).toBe(false);
  });

  it("are ahead of UTC by minutes that follow the season", () => {
    expect(zoneOffset(AT, "Europe/Amsterdam")).toBe(60);
    expect(zoneOffset(SUMMER, "Europe/Amsterdam")).toBe(120);
    expect(zoneOffset(AT, "America/St_Johns")).toBe(-210);
  });
});

describe("ranges", () => {
  it("are written as in the address and read in words", () => {
    expect(parseSpan("3h")).toBe(10_800_000);
    expect(parseSpan("3 hours")).toBeNull();
    expect(presetInWords("3h")).toBe("Last 3 hours");
    expect(presetInWords("1h")).toBe("Last hour");
  });

  it("name the day once when both ends share it", () => {
    expect(rangeInWords(AT - 3_600_000, AT, "UTC")).toBe("Nov 23, 13:40 to 14:40");
    expect(rangeInWords(AT - 86_400_000, AT, "UTC")).toBe("Nov 22, 14:40 to Nov 23, 14:40");
  });

  it("go through a date input and back in any zone, across the change of season", () => {
    for (const zone of ["UTC", "Europe/Amsterdam", "Asia/Kolkata", "America/New_York"]) {
      for (const at of [AT, SUMMER, Date.parse("2026-03-29T03:30:00Z")]) {
        const minute = Math.floor(at / 60_000) * 60_000;
        expect(fromLocalInput(toLocalInput(at, zone), zone)).toBe(minute);
      }
    }
    expect(fromLocalInput("", "UTC")).toBeNull();
  });
});
