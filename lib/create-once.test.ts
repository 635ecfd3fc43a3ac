import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseConfig } from "./config.ts";
import { createOnce } from "./create-once.ts";
import { openSecrets } from "./secrets.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "secrets-"));
});

afterEach(() => rm(folder, { recursive: true }));

describe("a file that is made once", () => {
  it("is the same for all who ask at once, and leaves nothing beside it", async () => {
    const path = join(folder, "deep", "secret");
    const texts = await Promise.all(
      Array.from({ length: 20 }, (_, n) => createOnce(path, () => `secret ${n}`)),
    );
    expect(new Set(texts).size).toBe(1);
    expect(await createOnce(path, () => "another")).toBe(texts[0]);
    expect(await readdir(join(folder, "deep"))).toEqual(["secret"]);
  });

  it("is readable for its owner only, and so is its folder", async () => {
    const path = join(folder, "deep", "secret");
    await createOnce(path, () => "secret");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, "deep"))).mode & 0o777).toBe(0o700);
  });
});

describe("secrets of an installation", () => {
  it("are made where they are unset, long, different, and stay", async () => {
    const config = parseConfig({ DATA_DIR: folder });
    const secrets = await openSecrets(config);
    expect(new Set(Object.values(secrets)).size).toBe(3);
    for (const secret of Object.values(secrets)) expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(await openSecrets(config)).toEqual(secrets);
  });

  it("are those of the configuration where it has them, and none is made then", async () => {
    const keys = {
      NEXTAUTH_SECRET: "n".repeat(16),
      PSEUDONYM_KEY: "p".repeat(16),
      ENCRYPTION_KEY: "e".repeat(16),
    };
    expect(await openSecrets(parseConfig({ DATA_DIR: folder, ...keys }))).toEqual({
      nextAuthSecret: keys.NEXTAUTH_SECRET,
      pseudonymKey: keys.PSEUDONYM_KEY,
      encryptionKey: keys.ENCRYPTION_KEY,
    });
    expect(await readdir(folder)).toEqual([]);
  });
});
