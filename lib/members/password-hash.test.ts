import { describe, expect, it, vi } from "vitest";
import { hashPassword, verifyAgainstNobody, verifyPassword } from "./password-hash.ts";

describe("password hashes", { timeout: 60_000 }, () => {
  it("match their own password only", async () => {
    const hash = await hashPassword("correct horse battery");
    expect(await verifyPassword("correct horse battery", hash)).toBe(true);
    expect(await verifyPassword("correct horse batterY", hash)).toBe(false);
    expect(hash).not.toContain("correct");
  });

  it("are salted: the same password twice gives two hashes", async () => {
    expect(await hashPassword("same password")).not.toBe(await hashPassword("same password"));
  });

  it("carry their own cost, so that older hashes still verify after it rises", async () => {
    const cheap = "$scrypt$ln=10,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$8X4oJ9gKOWI_Cg0AHsK-1jZdz31OhcskAPqZ1gvRmF0";
    expect(await verifyPassword("an older password", cheap)).toBe(true);
    expect(await hashPassword("any")).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/);
  });

  it("treat the same characters in another Unicode form as the same password", async () => {
    expect(await verifyPassword("cafe\u0301 au lait", await hashPassword("caf\u00e9 au lait"))).toBe(true);
  });

  it("of more than 256 characters match nothing, at the cost of a wrong one, and are never normalized", async () => {
    const long = "a".repeat(257);
    const hashes = [await hashPassword(long), await hashPassword("")];
    const normalize = vi.spyOn(String.prototype, "normalize");
    for (const hash of hashes) expect(await verifyPassword(long, hash)).toBe(false);
    await verifyAgainstNobody(long);
    expect(normalize.mock.contexts.map(String)).not.toContain(long);
    expect(normalize.mock.calls.length).toBeGreaterThanOrEqual(3);
    normalize.mockRestore();
  });

  it("refuse a hash of another format", async () => {
    expect(await verifyPassword("x", "$2b$10$abcdefghijklmnopqrstuv")).toBe(false);
    expect(await verifyPassword("x", "")).toBe(false);
  });

  it("take as long for nobody as for somebody", async () => {
    const hash = await hashPassword("whatever it is");
    await verifyAgainstNobody("warm");
    // The quickest of three: on a busy machine only the slow ones lie.
    const time = async (work: () => Promise<boolean>) => {
      let quickest = Number.POSITIVE_INFINITY;
      for (let round = 0; round < 3; round += 1) {
        const start = performance.now();
        await work();
        quickest = Math.min(quickest, performance.now() - start);
      }
      return quickest;
    };
    const somebody = await time(() => verifyPassword("wrong password", hash));
    const nobody = await time(() => verifyAgainstNobody("wrong password"));
    expect(nobody / somebody).toBeGreaterThan(0.3);
    expect(nobody / somebody).toBeLessThan(3);
  });
});
