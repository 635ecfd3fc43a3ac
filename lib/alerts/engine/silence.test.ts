import { describe, expect, it } from "vitest";
import type { Schedule } from "../schedule.ts";
import { isWithin, silentBecause } from "./silence.ts";

const office: Schedule = { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "18:00" };
const nights: Schedule = { days: ["fri"], from: "22:00", to: "06:00" };

describe("a weekly schedule", () => {
  it.each<[string, Schedule, string, string, boolean]>([
    ["on a Monday morning", office, "UTC", "2026-03-02T09:00:00Z", true],
    ["a minute before", office, "UTC", "2026-03-02T08:59:59Z", false],
    ["at its end", office, "UTC", "2026-03-02T18:00:00Z", false],
    ["on a Sunday", office, "UTC", "2026-03-01T12:00:00Z", false],
    ["in the Channel's own time zone", office, "America/Los_Angeles", "2026-03-03T01:30:00Z", true],
    ["over midnight, before", nights, "UTC", "2026-03-06T23:00:00Z", true],
    ["over midnight, after", nights, "UTC", "2026-03-07T05:59:00Z", true],
    ["over midnight, a day late", nights, "UTC", "2026-03-08T05:59:00Z", false],
    ["over the change to summer time", office, "Europe/Berlin", "2026-03-30T07:00:00Z", true],
  ])("%s", (_name, schedule, zone, at, within) => {
    expect(isWithin(schedule, zone, Date.parse(at))).toBe(within);
  });
});

describe("nobody is told", () => {
  const now = Date.parse("2026-03-02T12:00:00Z");
  const recipe = {
    mutedUntil: null,
    schedule: null,
    timeZone: "UTC",
    channel: "acme-chat",
    endpoint: "send",
  };
  const downtime = { channel: "acme-chat", endpoint: null, from: now - 1, to: now + 1 };

  it.each<
    [string, Partial<typeof recipe> & object, (typeof downtime | { endpoint: string })[], string | null]
  >([
    ["without a reason", {}, [], null],
    ["while muted", { mutedUntil: now + 1 } as object, [], "muted"],
    ["once the mute is over", { mutedUntil: now } as object, [], null],
    ["outside of the schedule", { schedule: nights } as object, [], "schedule"],
    ["in a downtime of the Channel", {}, [downtime], "downtime"],
    ["in a downtime of the endpoint", {}, [{ ...downtime, endpoint: "send" }], "downtime"],
    ["in a downtime of another endpoint", {}, [{ ...downtime, endpoint: "other" }], null],
    [
      "in a downtime of one endpoint, of all of it",
      { endpoint: null } as object,
      [{ ...downtime, endpoint: "send" }],
      null,
    ],
    ["in a downtime of another Channel", {}, [{ ...downtime, channel: "other" }], null],
    ["after the downtime", {}, [{ ...downtime, to: now }], null],
  ])("%s", (_name, changed, downtimes, because) => {
    const planned = downtimes.map((one) => ({ ...downtime, ...one }));
    expect(silentBecause({ ...recipe, ...changed }, planned, { now, seenFrom: now })).toBe(because);
  });

  const MINUTE = 60_000;
  it.each<[string, number, number, string | null]>([
    ["while the window holds a minute of it", 4, 5, "downtime"],
    ["once the window lies beyond it", 5, 5, null],
    ["for an hour, however long the window", 59, 24 * 60, "downtime"],
    ["no longer than an hour", 60, 24 * 60, null],
  ])("after a downtime: %s", (_name, endedMinutes, windowMinutes, because) => {
    const ended = { ...downtime, from: now - 120 * MINUTE, to: now - endedMinutes * MINUTE };
    const seenFrom = now - windowMinutes * MINUTE;
    expect(silentBecause(recipe, [ended], { now, seenFrom })).toBe(because);
  });
});
