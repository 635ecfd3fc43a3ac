import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fingerprint, whenStale } from "./fingerprint.ts";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "fingerprint-"));
  await mkdir(join(root, "app", "deep"), { recursive: true });
  await writeFile(join(root, "app", "deep", "page.tsx"), "one");
  await writeFile(join(root, "config.mjs"), "two");
});

afterEach(() => rm(root, { recursive: true }));

describe("a fingerprint of sources", () => {
  const take = () => fingerprint(root, ["app", "config.mjs", "not-there.ts"]);

  it("changes with a file's content, name, and with a new file", async () => {
    const seen = new Set([await take()]);
    await writeFile(join(root, "app", "deep", "page.tsx"), "changed");
    seen.add(await take());
    await writeFile(join(root, "app", "new.ts"), "");
    seen.add(await take());
    await writeFile(join(root, "not-there.ts"), "");
    seen.add(await take());
    expect(seen.size).toBe(4);
  });

  it("does not change with tests, and not with time", async () => {
    const before = await take();
    await writeFile(join(root, "app", "page.test.tsx"), "a test");
    await writeFile(join(root, "config.mjs"), "two");
    expect(await take()).toBe(before);
  });
});

describe("making what is stale", () => {
  const make = vi.fn(async () => undefined);
  const stamp = () => join(root, "out", "stamp");

  it("makes it once for the same sources, and again for others", async () => {
    expect(await whenStale(stamp(), "a", make)).toBe(true);
    expect(await whenStale(stamp(), "a", make)).toBe(false);
    expect(await whenStale(stamp(), "b", make)).toBe(true);
    expect(make).toHaveBeenCalledTimes(2);
  });

  it("leaves no stamp of an attempt that failed", async () => {
    await whenStale(stamp(), "a", make);
    await expect(whenStale(stamp(), "b", () => Promise.reject(new Error("broken")))).rejects.toThrow(
      "broken",
    );
    expect(existsSync(stamp())).toBe(false);
  });
});
