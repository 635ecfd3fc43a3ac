import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { parseConfig } from "./config.ts";
import { createDatabase } from "./database/client.ts";
import { type Installation, openInstallation } from "./installation.ts";

describe("an installation", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "installation-"));
  });

  afterEach(() => rm(folder, { recursive: true }));

  const open = (environment: Record<string, string> = {}): Promise<Installation> =>
    openInstallation(parseConfig({ DATA_DIR: folder, ...environment }));

  it("begins with a migrated, empty database and secrets, and is found again", async () => {
    const first = await open();
    const database = createDatabase(first.databaseUrl);
    await database.partner.create({ data: { name: "Brightbulb" } });
    await database.$disconnect();
    await first.close();
    const second = await open();
    const again = createDatabase(second.databaseUrl);
    expect(await again.partner.findMany()).toMatchObject([{ name: "Brightbulb" }]);
    await again.$disconnect();
    await second.close();
    expect(second.secrets).toEqual(first.secrets);
  });

  it("is shared: who only joined leaves the database running", async () => {
    const [first, second] = [await open(), await open()];
    await second.close();
    const database = createDatabase(first.databaseUrl);
    expect(await database.partner.count()).toBe(0);
    await database.$disconnect();
    await first.close();
  });

  it.each([
    [
      "wrong password",
      (url: URL) => Object.assign(url, { password: "wrong" }),
      /refuses the user "channelscope"/,
    ],
    [
      "missing database",
      (url: URL) => Object.assign(url, { pathname: "/nowhere" }),
      /has no database "nowhere"/,
    ],
    [
      "wrong host",
      (url: URL) => Object.assign(url, { hostname: "nowhere.invalid" }),
      /^PostgreSQL at nowhere.invalid:/,
    ],
  ])("says in one line what is wrong with DATABASE_URL: %s", async (_, change, message) => {
    const url = change(new URL(inject("databaseUrl")));
    const refusal = open({ DATABASE_URL: url.href });
    await expect(refusal).rejects.toThrow(message);
    await expect(refusal).rejects.toThrow(/^[^\n]*DATABASE_URL[^\n]*$/);
  });

  it("says in one line that nothing answers at DATABASE_URL", async () => {
    const probe = createServer().listen(0, "127.0.0.1");
    await once(probe, "listening");
    const address = probe.address();
    const port = typeof address === "object" && address ? address.port : 0;
    probe.close();
    await expect(open({ DATABASE_URL: `postgres://me:pw@127.0.0.1:${port}/x` })).rejects.toThrow(
      new RegExp(`^PostgreSQL at 127.0.0.1:${port} cannot be used, check DATABASE_URL: .*ECONNREFUSED.*$`),
    );
  });
});
