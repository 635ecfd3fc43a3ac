import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { pseudonymizer } from "./pseudonym.ts";

const KEY = "a key of at least 16 characters";

describe("pseudonyms", () => {
  test("are u_ and the first 80 bits of HMAC-SHA-256, in base32", () => {
    const digest = createHmac("sha256", KEY).update("user-17").digest();
    const alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    let bits = BigInt(`0x${digest.subarray(0, 10).toString("hex")}`);
    let expected = "";
    for (let digit = 0; digit < 16; digit++) {
      expected = alphabet.charAt(Number(bits & 31n)) + expected;
      bits >>= 5n;
    }
    expect(pseudonymizer(KEY)("user-17")).toBe(`u_${expected}`);
  });

  test("are stable under one key and different under another", () => {
    const pseudonymize = pseudonymizer(KEY);
    expect(pseudonymize("ann")).toBe(pseudonymize("ann"));
    expect(pseudonymize("ann")).not.toBe(pseudonymize("bob"));
    expect(pseudonymize("ann")).not.toBe(pseudonymizer("another key, long enough")("ann"));
  });

  test("pass unchanged, so that applying them twice is harmless", () => {
    const pseudonymize = pseudonymizer(KEY);
    const once = pseudonymize("ann");
    expect(pseudonymize(once)).toBe(once);
    expect(pseudonymize("u_short")).not.toBe("u_short");
    expect(pseudonymize("u_AAAAAAAAAAAAAAAA")).not.toBe("u_AAAAAAAAAAAAAAAA");
  });

  test("do not depend on what the cache forgot", () => {
    const pseudonymize = pseudonymizer(KEY, 2);
    const first = pseudonymize("user-0");
    for (let user = 1; user < 50; user++) pseudonymize(`user-${user}`);
    expect(pseudonymize("user-0")).toBe(first);
  });
});
