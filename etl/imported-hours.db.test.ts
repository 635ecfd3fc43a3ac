import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RequestCounts } from "#lib/request-hours/counts.ts";
import { importRequestHours } from "#lib/request-hours/import.ts";
import { aDocument } from "#lib/testing/builders.ts";
import { WAREHOUSES } from "#lib/testing/warehouses.ts";
import { latestRuns } from "./job-runs.ts";
import loadApiRequests from "./jobs/load_api_requests.ts";
import { runJob } from "./run.ts";
import { sweep } from "./sweep.ts";
import { openWorld, type World } from "./testing/world.ts";

const DAY = "2026-03-01";
const at = (hour: number) => Date.UTC(2026, 2, 1, hour);
const COUNTS =
  "select date_part('hour', hour_at), requests, failures, users from warehouse.api_requests_hourly order by hour_at";

/** So many requests of one user each in an hour, one of which failed. */
function hour(start: number, requests: number) {
  const counts = new RequestCounts();
  for (let n = 0; n < requests; n += 1)
    counts.add({
      channel: "acme-chat",
      endpoint: "send_message",
      kind: "action",
      status: n === 0 ? 500 : 200,
      duration: 100 + n,
      user: `u_${n}`,
      failed: n === 0,
      checksum: 0,
    });
  return [...counts.groups.values()].map((group) => ({ hour: start, group }));
}

for (const { name, open } of WAREHOUSES) {
  describe(`imported counts of API requests in ${name}`, () => {
    let world: World;

    beforeEach(async () => {
      world = await openWorld(open);
      await importRequestHours(world.deps, {
        name: "past",
        batches: [[...hour(at(8), 5), ...hour(at(9), 3)], hour(at(24), 2)],
        signal: new AbortController().signal,
      });
    });
    afterEach(async () => {
      await world.close();
    });

    const run = () => runJob(world.deps, loadApiRequests, DAY);
    const events = (start: number, count: number) =>
      Array.from({ length: count }, (_, n) => aDocument({ id: `${start}-${n}`, timestamp: start + n }));

    it("are the day's where the archive has no requests, however often it is loaded, and the run says so", async () => {
      for (let time = 0; time < 2; time += 1) {
        expect(await run()).toMatchObject({ state: "succeeded", rows: 4 });
        expect(await world.read(COUNTS)).toEqual([
          [8, 1, 1, 1],
          [8, 4, 0, 4],
          [9, 1, 1, 1],
          [9, 2, 0, 2],
        ]);
      }
      const last = (await latestRuns(world.deps, "load_api_requests")).get(DAY);
      expect(last?.inputs).toContain("imported counts: 4 rows");
      const kept = await world.deps.database.jobRun.findFirstOrThrow({ where: { id: last?.id ?? "" } });
      expect(JSON.stringify(kept.log)).toContain("4 rows are imported counts");
      expect(JSON.stringify(kept.checks)).toContain("imported rows as in the manifest");
    });

    it("give way to archived requests, hour by hour", async () => {
      await run();
      await world.requests.write(events(at(9), 7));
      expect(await run()).toMatchObject({ state: "succeeded", rows: 3 });
      const rows = (await world.read(COUNTS)) as number[][];
      const requests = (of: number) =>
        rows.filter(([hourOfDay]) => hourOfDay === of).reduce((sum, [, count = 0]) => sum + count, 0);
      expect([requests(8), requests(9)]).toEqual([5, 7]);
    });

    it("are found by a sweep, and left alone by the next", async () => {
      const loaded = async () => {
        const days: string[] = [];
        for await (const { day, result } of sweep(world.deps, [loadApiRequests]))
          days.push(`${day} ${result.state}`);
        return days;
      };
      expect(await loaded()).toEqual(["2026-03-01 succeeded", "2026-03-02 succeeded"]);
      expect(await loaded()).toEqual(["2026-03-01 current", "2026-03-02 current"]);
    });
  });
}
