import { describe, expect, it } from "vitest";
import { arePins, pinnedFirst, readPins, togglePin, writePins } from "./pins.ts";

describe("pins", () => {
  it("are read as they were written", () => {
    for (const pins of [[], ["brightbulb"], ["brightbulb", "a_b-c"]]) {
      expect(arePins(writePins(pins))).toBe(true);
      expect(readPins(writePins(pins))).toEqual(pins);
    }
  });

  it("are none where the cookie has nonsense", () => {
    for (const text of [undefined, "..", "Bright Bulb", `${"a".repeat(65)}`, Array(21).fill("a").join(".")]) {
      expect(readPins(text)).toEqual([]);
    }
  });

  it("come and go, at most twenty of them", () => {
    expect(togglePin(["a"], "b")).toEqual(["a", "b"]);
    expect(togglePin(["a", "b"], "a")).toEqual(["b"]);
    const full = Array.from({ length: 20 }, (_, place) => `c-${place}`);
    expect(togglePin(full, "new")).toEqual([...full.slice(1), "new"]);
    expect(arePins(writePins(full))).toBe(true);
  });

  it("stand first, in order of triage among themselves", () => {
    const channels = ["down", "pinned-sick", "healthy", "pinned-well"].map((slug) => ({ slug }));
    expect(pinnedFirst(channels, ["pinned-well", "pinned-sick"]).map(({ slug }) => slug)).toEqual([
      "pinned-sick",
      "pinned-well",
      "down",
      "healthy",
    ]);
  });
});
