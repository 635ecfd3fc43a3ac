import { describe, expect, test } from "vitest";
import { idFromContent, idFromPosition, instantOf } from "./event-id.ts";

describe("derived ids", () => {
  test("from a position differ by stream, topic, partition and offset, and only by those", () => {
    const position = { topic: "api-requests", partition: 1, offset: 23 };
    const ids = [
      idFromPosition("s", position),
      idFromPosition("t", position),
      idFromPosition("s", { ...position, topic: "interactions" }),
      idFromPosition("s", { ...position, partition: 12, offset: 3 }),
      idFromPosition("s", { ...position, offset: 24 }),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    expect(idFromPosition("s", { ...position })).toBe(ids[0]);
    expect(ids[0]).toMatch(/^o_[a-z2-7]{26}$/);
  });

  test("from content are equal for equal content at the same occurrence", () => {
    expect(idFromContent("{}", 0)).toBe(idFromContent("{}", 0));
    expect(idFromContent("{}", 0)).not.toBe(idFromContent("{}", 1));
    expect(idFromContent("{}", 0)).not.toBe(idFromContent("[]", 0));
    expect(idFromContent("{}", 0)).toMatch(/^c_[a-z2-7]{26}$/);
  });
});

test("a UUIDv7 says when it was made, other ids say nothing", () => {
  expect(instantOf("019362b8-41d2-7c11-9a70-1f0a3b2c4d5e")).toBe(0x019362b841d2);
  expect(instantOf("019362b8-41d2-4c11-9a70-1f0a3b2c4d5e")).toBeNull();
  expect(instantOf("c_abc")).toBeNull();
});
