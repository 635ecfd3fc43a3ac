import { describe, expect, test } from "vitest";
import { anEvent } from "../testing/builders.ts";
import { plainEvent } from "./plain-event.ts";
import { apiRequestEvent } from "./schema.ts";

/** Values at and beyond every limit the schema has. */
const VALUES: unknown[] = [
  undefined,
  null,
  "",
  "a",
  "GET",
  "trigger",
  "auth",
  "platform",
  "a-b_c",
  "-a",
  "a-",
  "A",
  ...[16, 17, 64, 65, 128, 129, 256, 257, 2_048, 2_049].map((length) => "x".repeat(length)),
  "2026-03-02T10:15:30Z",
  "2026-03-02T10:15:30.123456+05:30",
  "2026-02-29T10:15:30Z",
  "2024-02-29T23:59:59.9Z",
  "2026-03-02T24:00:00Z",
  "2026-03-02 10:15:30Z",
  "2026-03-02T10:15Z",
  0,
  -0,
  -1,
  0.5,
  99,
  100,
  100.5,
  200,
  999,
  1_000,
  86_400_000,
  86_400_000.5,
  Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER + 1,
  Number.MIN_SAFE_INTEGER,
  Number.POSITIVE_INFINITY,
  Number.NaN,
  true,
  [],
  ["a"],
  {},
  { a: "b" },
  { a: 1 },
  { a: null },
  { dns: 1, first_byte: 2, other: 3 },
  { dns: "1" },
  { connect: -1 },
  { tls: null },
  { ["n".repeat(257)]: "v" },
  { n: "v".repeat(2_049) },
  Object.fromEntries(Array.from({ length: 32 }, (_, key) => [`k${key}`, "v"])),
  Object.fromEntries(Array.from({ length: 33 }, (_, key) => [`k${key}`, "v"])),
  JSON.parse('{"__proto__":"x","a":"b"}'),
];

describe("the fast path and the public schema agree", () => {
  test.each(Object.keys(apiRequestEvent.shape))("on every value of %s", (field) => {
    for (const value of VALUES) {
      const event = { ...anEvent(), [field]: value };
      const fast = plainEvent(event);
      const judged = apiRequestEvent.safeParse(event);
      if (fast !== null) {
        expect(judged.error, `${field} = ${String(value)}`).toBeUndefined();
        expect(fast).toEqual(judged.data);
      }
    }
  });

  test("on a missing field", () => {
    for (const field of Object.keys(anEvent())) {
      const event: Record<string, unknown> = anEvent();
      delete event[field];
      const fast = plainEvent(event);
      expect(fast !== null).toBe(apiRequestEvent.safeParse(event).success);
    }
  });

  test("and the fast path takes whatever a well-behaved worker sends", () => {
    const full = anEvent({
      timings: { dns: 1, connect: 2, tls: 3, first_byte: 4 },
      error_type: "timeout",
      error_origin: "platform",
      error_message: "late",
      request_bytes: 1,
      response_bytes: 2,
      attempt: 1,
      max_attempts: 3,
      request_id: "r",
      request_headers: { accept: "*/*" },
      response_headers: { age: "0" },
      response_excerpt: "{}",
      recipe_id: "c",
      run_id: "d",
      schema_version: 1,
    });
    expect(plainEvent(full)).toEqual(apiRequestEvent.parse(full));
    expect(new Set(Object.keys(full))).toEqual(new Set(Object.keys(apiRequestEvent.shape)));
  });
});
