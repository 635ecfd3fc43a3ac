import { describe, expect, it } from "vitest";
import { DecryptionFailed, decrypt, encrypt } from "./encryption.ts";

const SECRET = "a secret of at least 16 characters";

describe("what is stored of others' secrets", () => {
  it("comes back with the same key and context, and looks different each time", () => {
    const [one, two] = [encrypt("xoxb-1", SECRET, "a"), encrypt("xoxb-1", SECRET, "a")];
    expect([decrypt(one, SECRET, "a"), decrypt(two, SECRET, "a")]).toEqual(["xoxb-1", "xoxb-1"]);
    expect(one).not.toBe(two);
    expect(one).not.toContain("xoxb");
  });

  it.each<[string, (stored: string) => [string, string, string]]>([
    ["another key", (stored) => [stored, "another secret of 16 characters", "a"]],
    ["another context", (stored) => [stored, SECRET, "b"]],
    [
      "a changed byte",
      (stored) => [`${stored.slice(0, -2)}${stored.endsWith("AA") ? "BB" : "AA"}`, SECRET, "a"],
    ],
    ["a cut", (stored) => [stored.slice(0, 12), SECRET, "a"]],
    ["another version", (stored) => [stored.replace("v1", "v2"), SECRET, "a"]],
  ])("does not with %s", (_name, change) => {
    expect(() => decrypt(...change(encrypt("xoxb-1", SECRET, "a")))).toThrow(DecryptionFailed);
  });
});
