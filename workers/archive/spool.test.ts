import { existsSync } from "node:fs";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openSpool, tidySpools } from "./spool.ts";

const DAY = 86_400_000;
const later = { now: () => Date.now() + 2 * DAY };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "channelscope-spools-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("what an archiver that was killed left behind goes a day later", async () => {
  await writeFile(join(folder, "left"), "");
  await tidySpools(folder, { now: Date.now });
  expect(existsSync(join(folder, "left"))).toBe(true);
  await tidySpools(folder, later);
  expect(existsSync(join(folder, "left"))).toBe(false);
});

test("the folder of one that lives stays, however long nothing was written to it", async () => {
  const spool = await openSpool(folder, later, 10);
  await vi.waitFor(async () => expect((await stat(spool.path)).mtimeMs).toBeGreaterThan(Date.now() + DAY));
  await tidySpools(folder, later);
  expect(existsSync(spool.path)).toBe(true);
  await spool.close();
  expect(existsSync(spool.path)).toBe(false);
});
