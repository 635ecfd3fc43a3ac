import { expect, test, vi } from "vitest";
import { anInteraction } from "#etl/testing/archive-events.ts";
import { openWorld } from "#etl/testing/world.ts";
import { systemClock } from "#lib/clock.ts";
import { wantJobs } from "#lib/jobs/wanted.ts";
import { openPostgresIndex } from "#lib/stores/event-index/postgres/open.ts";
import { openPostgresStream } from "#lib/stores/event-stream/postgres/open.ts";
import { WAREHOUSES } from "#lib/testing/warehouses.ts";
import { jobsRole } from "./jobs-role.ts";
import { runTasks } from "./runtime.ts";

const [postgres] = WAREHOUSES;
const PATIENCE = { timeout: 40_000, interval: 200 };

test("the role jobs catches up when it begins, is scheduled, and leaves when it is told", async () => {
  if (postgres === undefined) throw new Error("There is no warehouse to test with");
  const world = await openWorld(postgres.open);
  const { deps, place } = world;
  await world.interactions.write([anInteraction({ timestamp: systemClock.now() - 86_400_000 })]);
  const stop = new AbortController();
  const url = place.databaseUrl;
  const [stream, index] = [await openPostgresStream({ url }), await openPostgresIndex({ url })];
  const role = {
    stream,
    index,
    database: deps.database,
    log: deps.log,
    clock: systemClock,
    archive: async () => deps.archive,
    warehouse: async () => deps.warehouse,
  };
  const tasks = jobsRole(role, {
    databaseUrl: url,
    spool: deps.spool,
    retentionDays: 30,
    pseudonymKey: "pseudonym-key-of-tests",
    snapshotSourceUrl: null,
  });
  const running = runTasks(tasks, stop.signal, deps.log);
  await vi.waitFor(async () => {
    expect(await world.read("select channel, active_users from warehouse.channel_usage_daily")).toEqual([
      ["acme-chat", 1],
    ]);
  }, PATIENCE);
  await vi.waitFor(async () => {
    const verified = { step: "archive_warehouse", subject: "interactions", hereRows: 1n, state: "equal" };
    expect(await deps.database.verification.findFirst({ where: verified })).not.toBeNull();
  }, PATIENCE);
  // What is said to be new is loaded now, not at the next full hour.
  await world.interactions.write([anInteraction({ timestamp: systemClock.now() - 2 * 86_400_000 })]);
  await wantJobs(deps.database);
  await vi.waitFor(async () => {
    expect(await world.read("select count(*) from warehouse.channel_usage_daily")).toEqual([[2]]);
  }, PATIENCE);
  const schedules = await deps.database
    .$queryRaw`select name, cron, timezone from job_queue.schedule order by name`;
  expect(schedules).toEqual([
    { name: "jobs-daily", cron: "30 1 * * *", timezone: "UTC" },
    { name: "jobs-hourly", cron: "10 * * * *", timezone: "UTC" },
  ]);
  stop.abort();
  expect(await running).toBe(0);
  await Promise.all([stream.close(), index.close()]);
  await world.close();
});
