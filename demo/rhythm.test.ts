import { describe, expect, it } from "vitest";
import { CATALOGUE, demoChannel } from "./catalogue.ts";
import { rhythmFactor } from "./rhythm.ts";

const HOUR = 3_600_000;
const monday = Date.parse("2026-03-02T00:00:00Z");
const hours = Array.from({ length: 7 * 24 }, (_, hour) => monday + hour * HOUR);

describe("the rhythm of a Channel's people", () => {
  it.each(CATALOGUE)("$name averages to its level over a week", (channel) => {
    const mean = hours.reduce((sum, at) => sum + rhythmFactor(channel, at), 0) / hours.length;
    expect(mean).toBeCloseTo(1, 1);
  });

  it("follows the Channel's own clock: offices work at ten, wherever they are", () => {
    const inboxer = demoChannel("inboxer");
    const calendra = demoChannel("calendra");
    const tenInNewYork = Date.parse("2026-03-03T15:00:00Z");
    const tenInTokyo = Date.parse("2026-03-03T01:00:00Z");
    expect(rhythmFactor(inboxer, tenInNewYork)).toBeGreaterThan(1.5 * rhythmFactor(calendra, tenInNewYork));
    expect(rhythmFactor(calendra, tenInTokyo)).toBeGreaterThan(1.5 * rhythmFactor(inboxer, tenInTokyo));
  });

  it("rests at the weekend where people work, not where they play", () => {
    const saturdayNoon = Date.parse("2026-03-07T12:00:00Z");
    const wednesdayNoon = Date.parse("2026-03-04T12:00:00Z");
    const notewell = demoChannel("notewell");
    const tracklog = demoChannel("tracklog");
    expect(rhythmFactor(notewell, saturdayNoon)).toBeLessThan(rhythmFactor(notewell, wednesdayNoon));
    expect(rhythmFactor(tracklog, saturdayNoon)).toBeGreaterThan(rhythmFactor(tracklog, wednesdayNoon));
  });

  it("moves without jumps from hour to hour", () => {
    const channel = demoChannel("brightbulb");
    for (const at of hours.slice(0, 24)) {
      const step = rhythmFactor(channel, at + HOUR - 1) - rhythmFactor(channel, at + HOUR);
      expect(Math.abs(step)).toBeLessThan(0.01);
    }
  });
});
