import { describe, expect, it } from "vitest";
import { uuidv7 } from "./uuid.ts";

describe("uuidv7", () => {
  const now = Date.parse("2026-03-02T10:15:30.250Z");

  it("has the form, version and variant of RFC 9562", () => {
    expect(uuidv7(now)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("carries the time and sorts by it", () => {
    expect(Number.parseInt(uuidv7(now).replaceAll("-", "").slice(0, 12), 16)).toBe(now);
    expect(uuidv7(now) < uuidv7(now + 1)).toBe(true);
  });

  it("differs within a millisecond", () => {
    expect(new Set(Array.from({ length: 1_000 }, () => uuidv7(now))).size).toBe(1_000);
  });
});
