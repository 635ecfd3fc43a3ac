import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { anInteraction } from "#etl/testing/archive-events.ts";
import { openWorld, type World } from "#etl/testing/world.ts";
import { WAREHOUSES } from "#lib/testing/warehouses.ts";

const DAY = "2026-03-01";
const NOON = Date.UTC(2026, 2, 1, 12);
const KILLS = 5;
const EVENTS = 20_000;
const PATIENCE = { timeout: 60_000, interval: 20 };
const STATE = "select count(*), coalesce(sum(checksum), 0) from warehouse.interactions";

const [postgres] = WAREHOUSES;
let world: World;

beforeEach(async () => {
  if (postgres === undefined) throw new Error("There is no warehouse to test with");
  world = await openWorld(postgres.open);
});
afterEach(async () => {
  await world.close();
});

const load = (): ChildProcess =>
  spawn(
    process.execPath,
    [join(import.meta.dirname, "../jobs.ts"), "run", "load_interactions", "--for", DAY],
    {
      env: { ...process.env, ...world.place.environment, DATA_DIR: world.deps.spool },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );

const running = () => world.deps.database.jobRun.count({ where: { state: "running" } });

test("a day is as it was or as it is to be, whenever its loader is killed, and the last one loads all of it", async () => {
  const complete = ["0,0"];
  const seen = new Set<string>();
  const done = new AbortController();
  const reading = (async () => {
    while (!done.signal.aborted) seen.add(String((await world.read(STATE))[0]));
  })();
  for (let kill = 1; kill <= KILLS; kill += 1) {
    await world.interactions.write(
      Array.from({ length: EVENTS }, () => anInteraction({ timestamp: NOON, checksum: kill })),
    );
    complete.push(`${EVENTS * kill},${(EVENTS * kill * (kill + 1)) / 2}`);
    const loader = load();
    const exited = once(loader, "exit");
    await vi.waitFor(async () => expect(await running()).toBe(1), PATIENCE);
    // Any moment: reading files, copying, between the statements of its transaction, after its end.
    await delay(Math.random() * 800);
    loader.kill("SIGKILL");
    await exited;
    await world.deps.database.jobRun.updateMany({
      where: { state: "running" },
      data: { leaseUntil: new Date(0) },
    });
  }
  const [code] = await once(load(), "exit");
  expect(code).toBe(0);
  done.abort();
  await reading;
  expect((await world.read(STATE)).map(String)).toEqual([complete.at(-1)]);
  expect(complete).toEqual(expect.arrayContaining([...seen]));
}, 300_000);
