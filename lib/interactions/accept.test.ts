import { describe, expect, test } from "vitest";
import { pseudonymizer } from "../events/pseudonym.ts";
import { acceptInteraction } from "./accept.ts";

const NOW = Date.parse("2026-03-02T12:00:00Z");
const position = { topic: "interactions", partition: 2, offset: 41 };
const settings = {
  incarnation: "one",
  retentionMs: 30 * 86_400_000,
  pseudonymize: pseudonymizer("a key of at least 16 characters"),
};
const sent = { id: "i-1", timestamp: "2026-03-02T11:59:58.250Z", user_id: "maria", type: "recipe_created" };

function bytesOf(value: unknown): Buffer | null {
  if (value === null) return null;
  return typeof value === "string" ? Buffer.from(value, "latin1") : Buffer.from(JSON.stringify(value));
}

const accept = (value: unknown) => acceptInteraction(bytesOf(value), position, NOW, settings);
const accepted = (value: unknown) => {
  const outcome = accept(value);
  if ("rejected" in outcome) throw new Error(outcome.rejected.detail);
  return outcome.ok;
};
const reason = (value: unknown) => {
  const outcome = accept(value);
  return "rejected" in outcome ? outcome.rejected.reason : null;
};

describe("an interaction", () => {
  test("is kept with a pseudonym in the place of its user", () => {
    const document = accepted({ ...sent, channel: "acme-chat", platform: "web", country: "SE" });
    expect(document).toMatchObject({ id: "i-1", timestamp: Date.parse(sent.timestamp), country: "SE" });
    expect(document.user_id).toBe(settings.pseudonymize("maria"));
    expect(document.user_id).not.toContain("maria");
  });

  test("without an id gets one from its place, the same each time", () => {
    const [once, again] = [accepted({ ...sent, id: undefined }), accepted({ ...sent, id: "" })];
    expect(once.id).toMatch(/^o_/);
    expect(again.id).toBe(once.id);
  });

  test("has a checksum of what it says, in whatever order its properties come", () => {
    const [one, two, other] = [
      accepted({ ...sent, properties: { a: 1, b: "x" } }),
      accepted({ ...sent, properties: { b: "x", a: 1 } }),
      accepted({ ...sent, properties: { a: 2, b: "x" } }),
    ];
    expect(two.checksum).toBe(one.checksum);
    expect(other.checksum).not.toBe(one.checksum);
    expect(accepted({ ...sent, country: null }).checksum).toBe(accepted(sent).checksum);
    expect(one.checksum).toBeLessThan(2 ** 24);
  });

  test("loses secrets among its properties, and what no store can hold", () => {
    const properties = {
      api_key: "k-123",
      page: "/a?token=s3cr3tvalue",
      plain: "as it is",
      nul: "a\0b\ud800",
      n: 3,
    };
    expect(accepted({ ...sent, properties }).properties).toEqual({
      api_key: "redacted",
      page: "/a?token=redacted",
      plain: "as it is",
      nul: "a\ufffdb\ufffd",
      n: 3,
    });
  });

  test("drops fields that it does not know, and counts them", () => {
    const outcome = accept({ ...sent, email: "maria@example.com", age: 40 });
    expect(outcome).toMatchObject({ droppedFields: 2 });
    expect(JSON.stringify(outcome)).not.toContain("example.com");
  });

  test.each([
    [null, "tombstone"],
    ["", "empty"],
    ["{", "not_json"],
    ["\xff", "not_utf8"],
    ["[]", "not_an_object"],
    [{ ...sent, user_id: undefined }, "invalid_field"],
    [{ ...sent, user_id: "" }, "invalid_field"],
    [{ ...sent, type: "sneezed" }, "invalid_field"],
    [{ ...sent, country: "Sweden" }, "invalid_field"],
    [{ ...sent, properties: { nested: {} } }, "invalid_field"],
    [
      { ...sent, properties: Object.fromEntries(Array.from({ length: 33 }, (_, n) => [`p${n}`, n])) },
      "invalid_field",
    ],
    [{ ...sent, timestamp: "2026-01-01T00:00:00Z" }, "too_old"],
    [{ ...sent, timestamp: "2026-03-02T12:06:00Z" }, "too_far_ahead"],
  ])("%j is not kept: %s", (value, expected) => {
    expect(reason(value)).toBe(expected);
  });
});
