import { describe, expect, test } from "vitest";
import { anEvent } from "../testing/builders.ts";
import { type AcceptSettings, acceptEvent } from "./accept.ts";
import { checksumOf } from "./checksum.ts";
import { MAX_EVENT_BYTES } from "./parse-value.ts";
import { pseudonymizer } from "./pseudonym.ts";

const NOW = Date.parse("2026-03-02T10:16:00Z");
const DAY = 86_400_000;
const settings: AcceptSettings = {
  incarnation: "stream-1",
  retentionMs: 30 * DAY,
  pseudonymize: pseudonymizer("a key of at least 16 characters"),
};
const position = { topic: "api-requests", partition: 3, offset: 4_711 };

const accept = (value: Buffer | null) => acceptEvent(value, position, NOW, settings);
const acceptText = (text: string) => accept(Buffer.from(text));
const acceptJson = (event: unknown) => acceptText(JSON.stringify(event));

function accepted(outcome: ReturnType<typeof accept>) {
  if (!("ok" in outcome)) throw new Error(`rejected: ${JSON.stringify(outcome)}`);
  return outcome.ok;
}
const reasonOf = (outcome: ReturnType<typeof accept>) =>
  "rejected" in outcome ? outcome.rejected.reason : "accepted";

describe("an ordinary event", () => {
  test("becomes a document: judged, redacted, pseudonymous, with words and a checksum", () => {
    const document = accepted(
      acceptJson(
        anEvent({
          id: "e-1",
          url: "https://ann:pw@api.acme.example/v1/messages?token=t0psecret",
          status_code: 503,
          error_message: "upstream 10.0.0.1 reset, Authorization: Bearer abc123def456",
          user_id: "platform-user-17",
          request_headers: { Authorization: "Bearer abc" },
        }),
      ),
    );
    expect(document).toMatchObject({
      id: "e-1",
      timestamp: Date.parse("2026-03-02T10:15:30.250Z"),
      channel: "acme-chat",
      url: "https://redacted@api.acme.example/v1/messages?token=redacted",
      outcome: "5xx",
      failed: true,
      fault: "partner",
      error_label: "503",
      error_pattern: "upstream <address> reset, Authorization: redacted",
      request_headers: { Authorization: "redacted" },
      accepted_at: NOW,
    });
    expect(document.user_id).toMatch(/^u_[a-z2-7]{16}$/);
    expect(document.words).toEqual([
      ..."upstream 10 0 0 1 reset authorization redacted v1 messages".split(" "),
    ]);
    expect(document.checksum).toBe(checksumOf(document));
    expect(JSON.stringify(document)).not.toMatch(/t0psecret|platform-user|abc123|ann:pw/);
  });

  test("keeps its time to the millisecond, whatever the offset it was written with", () => {
    const document = accepted(acceptJson(anEvent({ timestamp: "2026-03-02T12:15:30.25+02:00" })));
    expect(document.timestamp).toBe(Date.parse("2026-03-02T10:15:30.250Z"));
  });

  test("without an id gets one from its place in the stream, the same at every delivery", () => {
    const value = Buffer.from(JSON.stringify(anEvent({ id: undefined })));
    const id = accepted(accept(value)).id;
    expect(accepted(accept(value)).id).toBe(id);
    expect(accepted(acceptEvent(value, { ...position, offset: 4_712 }, NOW, settings)).id).not.toBe(id);
    const elsewhere = acceptEvent(value, position, NOW, { ...settings, incarnation: "stream-2" });
    expect(accepted(elsewhere).id).not.toBe(id);
  });

  test("needs nothing but time, Channel and duration", () => {
    const minimal = { timestamp: "2026-03-02T10:15:30Z", channel: "acme", duration_ms: 0 };
    expect(accepted(acceptJson(minimal))).toMatchObject({
      status_code: null,
      outcome: "none",
      fault: "partner",
    });
  });

  test("with a message but no failure has no error pattern", () => {
    expect(accepted(acceptJson(anEvent({ error_message: "slow" }))).error_pattern).toBeNull();
  });

  test("loses unknown fields, and they are counted", () => {
    const outcome = acceptJson({ ...anEvent(), colour: "red", nested: { deep: [1] }, "dotted.key": 1 });
    expect(outcome).toMatchObject({ droppedFields: 3 });
    expect(accepted(outcome)).not.toHaveProperty("colour");
  });
});

describe("poison never throws, and says what was wrong", () => {
  const head = JSON.stringify(anEvent()).slice(0, -1);
  const deep = `${"[".repeat(5_000)}1${"]".repeat(5_000)}`;

  test.each<[string, Buffer | null, string]>([
    ["a tombstone", null, "tombstone"],
    ["an empty value", Buffer.alloc(0), "empty"],
    ["bad UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), "not_utf8"],
    ["UTF-8 of half a surrogate pair", Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), "not_utf8"],
    ["a truncated value", Buffer.from(head), "not_json"],
    ["binary", Buffer.from([0, 1, 2, 3]), "not_json"],
    ["an array", Buffer.from("[]"), "not_an_object"],
    ["a string", Buffer.from('"x"'), "not_an_object"],
    ["null", Buffer.from("null"), "not_an_object"],
    ["an array nested 5,000 deep", Buffer.from(deep), "not_an_object"],
    ["a known field nested 5,000 deep", Buffer.from(`${head},"id":${deep}}`), "invalid_field"],
    ["headers nested 5,000 deep", Buffer.from(`${head},"request_headers":{"a":${deep}}}`), "invalid_field"],
    ["an unknown field nested 5,000 deep", Buffer.from(`${head},"x":${deep}}`), "accepted"],
    ["a keyword of 40 kB", Buffer.from(`${head},"endpoint":"${"x".repeat(40_000)}"}`), "invalid_field"],
    [
      "5,000 unknown keys",
      Buffer.from(`${head},${Array.from({ length: 5_000 }, (_, key) => `"k${key}":1`).join()}}`),
      "accepted",
    ],
    [
      "5,000 headers",
      Buffer.from(
        `${head},"request_headers":{${Array.from({ length: 5_000 }, (_, key) => `"k${key}":"1"`).join()}}}`,
      ),
      "invalid_field",
    ],
    ["a type clash", Buffer.from(`${head},"status_code":"200"}`), "invalid_field"],
    ["another type clash", Buffer.from(`${head},"url":{"href":"/"}}`), "invalid_field"],
    ["__proto__", Buffer.from(`${head},"__proto__":{"failed":true}}`), "accepted"],
    ["constructor and prototype", Buffer.from(`${head},"constructor":{"prototype":{}}}`), "accepted"],
    ["dotted keys", Buffer.from(`${head},"url.path":"/","a..b":1,".":2,"":3}`), "accepted"],
    ["1e400", Buffer.from(`${head},"duration_ms":1e400}`), "invalid_field"],
    ["a negative duration", Buffer.from(`${head},"duration_ms":-1}`), "invalid_field"],
    ["a fraction of an attempt", Buffer.from(`${head},"attempt":1.5}`), "invalid_field"],
    ["an absurd time", Buffer.from(`${head},"timestamp":"9999-12-31T23:59:59Z"}`), "too_far_ahead"],
    ["the year 0", Buffer.from(`${head},"timestamp":"0000-01-01T00:00:00Z"}`), "too_old"],
    ["30 February", Buffer.from(`${head},"timestamp":"2026-02-30T00:00:00Z"}`), "invalid_field"],
    ["a time without a zone", Buffer.from(`${head},"timestamp":"2026-03-02T10:15:30"}`), "invalid_field"],
    ["a number for a time", Buffer.from(`${head},"timestamp":1772446530}`), "invalid_field"],
    [
      "a Channel slug of 10,000 characters",
      Buffer.from(`${head},"channel":"${"x".repeat(10_000)}"}`),
      "invalid_field",
    ],
    ["a Channel slug with a slash", Buffer.from(`${head},"channel":"a/b"}`), "invalid_field"],
    ["no Channel", Buffer.from('{"timestamp":"2026-03-02T10:15:30Z","duration_ms":1}'), "invalid_field"],
    ["more bytes than an event can have", Buffer.alloc(MAX_EVENT_BYTES + 1, 0x20), "too_large"],
  ])("%s", (_name, value, reason) => {
    const outcome = accept(value);
    expect(reasonOf(outcome)).toBe(reason);
    if ("rejected" in outcome) expect(outcome.rejected.detail.length).toBeLessThan(600);
    else expect(() => JSON.stringify(outcome.ok)).not.toThrow();
    expect({}).not.toHaveProperty("failed");
  });

  test("a lone surrogate or a NUL becomes U+FFFD: every store takes the document", () => {
    const document = accepted(
      acceptText(
        `${head},"id":"a\\ud800b","error_message":"x\\u0000y","request_headers":{"n\\u0000":"\\udfff"}}`,
      ),
    );
    expect(document.id).toBe("a\ufffdb");
    expect(document.error_message).toBe("x\ufffdy");
    expect(document.request_headers).toEqual({ "n\ufffd": "\ufffd" });
  });

  test("a whole surrogate pair and an escaped backslash stay as they are", () => {
    const document = accepted(acceptText(`${head},"error_message":"\\ud83d\\ude00 \\\\u0000"}`));
    expect(document.error_message).toBe("😀 \\u0000");
  });

  test("__proto__ among headers is left out", () => {
    const document = accepted(acceptText(`${head},"request_headers":{"__proto__":"x","a":"b"}}`));
    expect(Object.keys(document.request_headers ?? {})).toEqual(["a"]);
  });

  test("a rejection never repeats the value that caused it", () => {
    const outcome = acceptText(`${head},"status_code":"s3cr3t","kind":"s3cr3t"}`);
    expect(JSON.stringify(outcome)).not.toContain("s3cr3t");
  });
});

describe("time", () => {
  const at = (timestamp: number) =>
    reasonOf(acceptJson(anEvent({ timestamp: new Date(timestamp).toISOString() })));

  test("up to five minutes ahead is a clock's error, more is quarantined", () => {
    expect(at(NOW + 5 * 60_000)).toBe("accepted");
    expect(at(NOW + 5 * 60_000 + 1)).toBe("too_far_ahead");
  });

  test("within retention is accepted, before it quarantined", () => {
    expect(at(NOW - 30 * DAY)).toBe("accepted");
    expect(at(NOW - 30 * DAY - 1)).toBe("too_old");
  });
});
