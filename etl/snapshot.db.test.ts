import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSnapshot } from "#lib/snapshot/open.ts";
import { openPostgresIndex } from "#lib/stores/event-index/postgres/open.ts";
import { openPostgresStream } from "#lib/stores/event-stream/postgres/open.ts";
import { WAREHOUSES } from "#lib/testing/warehouses.ts";
import type { StepResult } from "#lib/verification/types.ts";
import { findJobs } from "./find-jobs.ts";
import takeSnapshot from "./jobs/take_snapshot.ts";
import { type JobDeps, runJob } from "./run.ts";
import { sweep } from "./sweep.ts";
import { openWorld, type World } from "./testing/world.ts";
import { beginRound, verifyDay } from "./verify/verify-day.ts";

const TODAY = "2026-03-03";
const CREATED = new Date("2026-02-01T10:00:00Z");

for (const { name, open } of WAREHOUSES) {
  describe(`the daily snapshot, into ${name}`, () => {
    let world: World;
    let deps: JobDeps;

    beforeEach(async () => {
      world = await openWorld(open);
      const { database } = world.deps;
      const databaseUrl = world.place.databaseUrl;
      const given = { database, databaseUrl, sourceUrl: null, pseudonymKey: "a key of sixteen characters" };
      deps = { ...world.deps, snapshot: await openSnapshot(given) };
      const partner = await database.partner.create({ data: { name: "Acme" } });
      await database.channel.create({
        data: {
          slug: "acme-chat",
          name: "Acme Chat",
          partnerId: partner.id,
          endpoints: {
            create: [
              { kind: "trigger", slug: "new_message", name: "New message" },
              { kind: "action", slug: "send_message", name: "Send a message" },
            ],
          },
        },
      });
      const endpoints = await database.endpoint.findMany({ orderBy: { kind: "desc" } });
      const [trigger, action] = endpoints.map(({ id }) => id) as [string, string];
      await database.platformUser.create({
        data: {
          id: "7",
          pseudonym: "u_aaaaaaaaaaaaaaaa",
          createdAt: CREATED,
          connections: { create: { channelSlug: "acme-chat", since: CREATED } },
          recipes: {
            create: ["r1", "r2"].map((id) => ({
              id,
              title: `Title of ${id}`,
              triggerEndpointId: trigger,
              actionEndpointId: action,
              enabled: id === "r1",
              createdAt: CREATED,
            })),
          },
        },
      });
    });
    afterEach(async () => {
      await world.close();
    });

    const take = () => runJob(deps, takeSnapshot, TODAY);

    async function load(): Promise<void> {
      for await (const { job, result } of sweep(deps, await findJobs()))
        expect([job, result]).toEqual([
          job,
          expect.objectContaining({ state: expect.stringMatching(/succeeded|current/) }),
        ]);
    }

    it("has what the application has, users as pseudonyms, and loads once it was taken", async () => {
      expect(await take()).toMatchObject({ state: "succeeded", rows: 5 });
      await load();
      expect(await world.read("select * from warehouse.users")).toEqual([
        ["u_aaaaaaaaaaaaaaaa", CREATED, TODAY],
      ]);
      expect(await world.read("select * from warehouse.channels")).toEqual([
        ["acme-chat", "Acme Chat", TODAY],
      ]);
      expect(await world.read("select * from warehouse.endpoints order by kind")).toEqual([
        ["acme-chat", "send_message", "action", "Send a message", TODAY],
        ["acme-chat", "new_message", "trigger", "New message", TODAY],
      ]);
      expect(await world.read("select * from warehouse.connections")).toEqual([
        ["u_aaaaaaaaaaaaaaaa", "acme-chat", CREATED, TODAY],
      ]);
      const place = ["acme-chat", "new_message", "acme-chat", "send_message", TODAY];
      expect(await world.read("select * from warehouse.recipes order by recipe_id")).toEqual([
        ["r1", "u_aaaaaaaaaaaaaaaa", true, CREATED, ...place],
        ["r2", "u_aaaaaaaaaaaaaaaa", false, CREATED, ...place],
      ]);
      expect(await world.read("select entity, source_rows from warehouse.snapshots order by entity")).toEqual(
        [
          ["channels", 1],
          ["connections", 1],
          ["endpoints", 2],
          ["recipes", 2],
          ["users", 1],
        ],
      );
    });

    it("is one for a day, however often it is taken, and none of a day that is over", async () => {
      await take();
      await deps.database.recipe.delete({ where: { id: "r2" } });
      expect(await take()).toMatchObject({ state: "succeeded" });
      await load();
      expect(await world.read("select count(*) from warehouse.recipes")).toEqual([[2]]);
      world.deps.clock.advance(86_400_000);
      expect(await take()).toMatchObject({ state: "succeeded", rows: 5 });
      await world.deps.archive.remove(["_commits/snapshots/2026/03/03.json"]);
      expect(await take()).toMatchObject({ state: "succeeded", rows: 0 });
    });

    async function verify(): Promise<StepResult[]> {
      const url = world.place.databaseUrl;
      const [stream, index] = [await openPostgresStream({ url }), await openPostgresIndex({ url })];
      const verifying = { ...deps, stream, index, retentionMs: 30 * 86_400_000 };
      const results = await verifyDay(verifying, await beginRound(verifying, TODAY), TODAY);
      await Promise.all([stream.close(), index.close()]);
      return results;
    }
    const wordsOf = (results: readonly StepResult[]) =>
      results.flatMap(({ disagreements }) => disagreements.map(({ words }) => words));

    it("is verified: the warehouse has as many rows as the application had", async () => {
      await take();
      await load();
      const steps = async () => (await verify()).filter(({ step }) => step === "application_warehouse");
      expect((await steps()).map(({ subject, state, here }) => [subject, state, here.rows])).toEqual([
        ["users", "equal", 1],
        ["channels", "equal", 1],
        ["endpoints", "equal", 2],
        ["connections", "equal", 1],
        ["recipes", "equal", 2],
      ]);
      await deps.warehouse.transaction(({ execute }) =>
        execute("delete from warehouse.recipes where recipe_id = 'r2'"),
      );
      expect(wordsOf(await steps())).toEqual([
        "The warehouse has 1 recipes of 2026-03-03, the application had 2 when the snapshot was taken.",
      ]);
    });

    it.each([
      ["users", "created_at = timestamp '2026-02-02 00:00:00'", "user_id u_aaaaaaaaaaaaaaaa"],
      ["channels", "name = 'Acne Chat'", "channel acme-chat"],
      ["endpoints", "name = 'Sent' where kind = 'action'", "channel acme-chat, kind action"],
      ["connections", "connected_at = timestamp '2026-02-02 00:00:00'", "user_id u_aaaaaaaaaaaaaaaa"],
      ["recipes", "enabled = true where recipe_id = 'r2'", "recipe_id r2"],
      ["snapshots", "source_rows = 9 where entity = 'users'", "entity users"],
    ])("is verified to the row: a changed one of %s is named", async (table, set, row) => {
      await take();
      await load();
      expect(wordsOf(await verify())).toEqual([]);
      await deps.warehouse.transaction(({ execute }) => execute(`update warehouse.${table} set ${set}`));
      const told = wordsOf(await verify());
      expect(told).toEqual([expect.stringContaining(`of warehouse.${table} of ${TODAY}`)]);
      expect(told[0]).toContain(`of ${row}`);
    });

    it("is verified in the archive: a lost file of it is named", async () => {
      await take();
      await load();
      for await (const { key } of deps.archive.list("snapshots/recipes/")) await deps.archive.remove([key]);
      expect(wordsOf(await verify())).toEqual([
        "The archive has lost the 2 recipes of the snapshot of 2026-03-03.",
      ]);
    });
  });
}
