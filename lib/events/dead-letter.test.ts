import { describe, expect, test } from "vitest";
import { deadLetter, toDeadLetter } from "./dead-letter.ts";
import { pseudonymizer } from "./pseudonym.ts";

const AT = Date.parse("2026-03-02T10:16:00Z");
const pseudonymize = pseudonymizer("a key of at least 16 characters");
const letterOf = (value: Buffer | null) =>
  toDeadLetter(
    { topic: "api-requests", partition: 1, offset: 7, value },
    { reason: "not_json", detail: "The value is not valid JSON." },
    AT,
    pseudonymize,
  );
const rawOf = (value: Buffer) => Buffer.from(letterOf(value).raw ?? "", "base64");

describe("a dead letter", () => {
  test("says why, where from, when, and has the raw bytes", () => {
    const letter = letterOf(Buffer.from("{nonsense"));
    expect(letter).toEqual({
      reason: "not_json",
      detail: "The value is not valid JSON.",
      topic: "api-requests",
      partition: 1,
      offset: 7,
      raw: Buffer.from("{nonsense").toString("base64"),
      cut: false,
      bytes: 9,
      at: "2026-03-02T10:16:00.000Z",
    });
    expect(deadLetter.parse(JSON.parse(JSON.stringify(letter)))).toEqual(letter);
  });

  test("of a tombstone has none", () => {
    expect(letterOf(null)).toMatchObject({ raw: null, bytes: 0 });
  });

  test("keeps bytes that are no text as they are", () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    expect(rawOf(bytes)).toEqual(bytes);
  });

  test("is capped", () => {
    const letter = letterOf(Buffer.alloc(1_000_000, "x"));
    expect(letter.bytes).toBe(1_000_000);
    expect(letter.cut).toBe(true);
    expect(rawOf(Buffer.alloc(1_000_000, "x"))).toHaveLength(65_536);
  });

  test("names a user as an accepted event would: it can be sent again", () => {
    const once = rawOf(Buffer.from('{"user_id": "ärger-17", "a": ')).toString();
    expect(once).toBe(`{"user_id": "${pseudonymize("ärger-17")}", "a": `);
    expect(rawOf(Buffer.from(once)).toString()).toBe(once);
  });

  test("holds no one-time code of a URL", () => {
    const raw = rawOf(Buffer.from('{"url":"/cb?code=0AX4&page=2","request_headers":{"x-functions-key":"k2"'));
    expect(raw.toString()).toBe(
      '{"url":"/cb?code=redacted&page=2","request_headers":{"x-functions-key":"redacted"',
    );
  });

  test("holds neither credentials nor the platform's user id, even of a broken event", () => {
    const raw = rawOf(
      Buffer.from(
        '{"user_id": "ann-17","url":"https://a:b@x/?token=t1","request_headers":{"Authorization":"Bearer abc1","x-api-key":"k-2"',
      ),
    ).toString();
    expect(raw).not.toMatch(/ann-17|a:b@|t1|abc1|k-2/);
    expect(rawOf(Buffer.from('{"user_id":17,"a":1')).toString()).toBe('{"user_id":"redacted","a":1');
  });
});
