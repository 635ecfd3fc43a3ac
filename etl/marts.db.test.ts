import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { InteractionDocument } from "#lib/interactions/event.ts";
import { WAREHOUSES } from "#lib/testing/warehouses.ts";
import { findJobs } from "./find-jobs.ts";
import { sweep } from "./sweep.ts";
import { anInteraction } from "./testing/archive-events.ts";
import { openWorld, type World } from "./testing/world.ts";

type Given = [user: string, type: InteractionDocument["type"], time: string, recipe?: string, at?: string[]];

/** Where a Recipe's trigger and action are. */
const RECIPES: Record<string, [string, string]> = {
  r1: ["acme-chat/new_message", "bolt-mail/send_mail"],
  r2: ["acme-chat/new_message", "cloud-files/save_file"],
  r3: ["acme-chat/new_message", "acme-chat/post_message"],
};

/** One event for each Channel that it concerns; without a Recipe, for acme-chat. */
function events(
  [user, type, time, recipe]: Given,
  where: Partial<InteractionDocument>,
): InteractionDocument[] {
  const shared = { user_id: `u_${user}`, type, timestamp: Date.parse(`${time}Z`), ...where };
  if (recipe === undefined) return [anInteraction({ ...shared, channel: "acme-chat" })];
  return (RECIPES[recipe] ?? []).map((place, end) => {
    const [channel, endpoint = ""] = place.split("/");
    const properties = { kind: end === 0 ? "trigger" : "action", endpoint };
    return anInteraction({ ...shared, channel, recipe_id: recipe, properties });
  });
}

/** Monday 16 February to Monday 2 March 2026. */
const STORY: Given[] = [
  ["a", "channel_connected", "2026-02-16T23:59:00"],
  ["a", "recipe_created", "2026-02-17T00:00:00", "r1"],
  ["a", "recipe_enabled", "2026-02-17T00:00:01", "r1"],
  ["a", "recipe_run", "2026-02-17T12:00:00", "r1"],
  ["e", "page_viewed", "2026-02-18T12:00:00"],
  ["b", "page_viewed", "2026-02-22T23:59:59.999"],
  ["b", "channel_connected", "2026-02-23T00:00:00"],
  ["a", "recipe_run", "2026-02-23T00:01:00", "r1"],
  ["c", "channel_connected", "2026-02-23T08:00:00"],
  ["c", "recipe_created", "2026-02-23T08:01:00", "r2"],
  ["c", "recipe_enabled", "2026-02-23T08:02:00", "r2"],
  ["c", "recipe_run", "2026-02-24T09:00:00", "r2"],
  ["c", "recipe_disabled", "2026-03-01T10:00:00", "r2"],
  ["a", "recipe_run", "2026-03-01T11:00:00", "r1"],
  ["d", "recipe_run", "2026-03-01T23:59:00", "r3"],
  ["d", "recipe_run", "2026-03-02T00:01:00", "r3"],
];

const FROM: Record<string, Partial<InteractionDocument>> = {
  a: { platform: "web", country: "PT" },
  b: { platform: "ios", country: "PT" },
  c: { platform: "ios", country: undefined },
  d: { platform: "android", country: "DE" },
  e: { platform: undefined, country: "DE" },
};

const written = (given: readonly Given[]) => given.flatMap((one) => events(one, FROM[one[0]] ?? {}));

for (const { name, open } of WAREHOUSES) {
  describe(`marts of Usage in ${name}, counted by hand`, () => {
    let world: World;

    const swept = async () => {
      const ran: string[] = [];
      for await (const { job, day, result } of sweep(world.deps, await findJobs())) {
        expect(result.state, `${job} ${day}`).toMatch(/^(succeeded|current)$/);
        if (result.state === "succeeded") ran.push(`${job} ${day}`);
      }
      return ran;
    };
    const read = (columns: string, table: string, rest: string) =>
      world.read(`select ${columns} from warehouse.${table} where ${rest}`);
    const users = (day: string) =>
      read(
        "window_days, active_users, new_users, connected_users, created_users, enabled_users, ran_users",
        "channel_users_windowed",
        `channel = 'acme-chat' and usage_date = '${day}' order by 1`,
      );
    const retention = () =>
      read(
        "cohort_week, weeks_later, users",
        "channel_retention_weekly",
        "channel = 'acme-chat' order by 1, 2",
      );

    beforeAll(async () => {
      world = await openWorld(open);
      await world.interactions.write(written(STORY));
      await swept();
    });
    afterAll(async () => {
      await world.close();
    });

    it("count people once in a window, on the UTC day on which they did something", async () => {
      // window, active, new, connected, of these with a Recipe, enabled, run
      expect(await users("2026-02-22")).toEqual([
        [1, 1, 1, 0, 0, 0, 0],
        [7, 3, 3, 1, 1, 1, 1],
        [28, 3, 3, 1, 1, 1, 1],
        [91, 3, 3, 1, 1, 1, 1],
      ]);
      expect(await users("2026-03-01")).toEqual([
        [1, 3, 1, 0, 0, 0, 0],
        [7, 4, 2, 2, 1, 1, 1],
        [28, 5, 5, 3, 2, 2, 2],
        [91, 5, 5, 3, 2, 2, 2],
      ]);
      expect((await users("2026-03-02")).slice(0, 2)).toEqual([
        [1, 1, 0, 0, 0, 0, 0],
        [7, 3, 1, 0, 0, 0, 0],
      ]);
    });

    it("have a row on days without any activity, as long as somebody is in the window", async () => {
      expect(await users("2026-02-20")).toEqual([
        [7, 2, 2, 1, 1, 1, 1],
        [28, 2, 2, 1, 1, 1, 1],
        [91, 2, 2, 1, 1, 1, 1],
      ]);
    });

    it("follow cohorts of weeks that begin on Monday", async () => {
      expect(await retention()).toEqual([
        ["2026-02-16", 0, 3],
        ["2026-02-16", 1, 2],
        ["2026-02-23", 0, 2],
      ]);
    });

    it("join Channels by the Recipes that ran, each once", async () => {
      const pairs = (rest: string) =>
        read("channel, other_channel, recipes, users", "channel_pairs_daily", `${rest} order by 1, 2`);
      expect(await pairs("usage_date = '2026-03-01' and window_days = 7")).toEqual([
        ["acme-chat", "bolt-mail", 1, 1],
        ["acme-chat", "cloud-files", 1, 1],
        ["bolt-mail", "acme-chat", 1, 1],
        ["cloud-files", "acme-chat", 1, 1],
      ]);
      expect(await pairs("channel = 'acme-chat' and usage_date = '2026-02-23' and window_days = 7")).toEqual([
        ["acme-chat", "bolt-mail", 1, 1],
      ]);
    });

    it("count runs by trigger and action, and name the Recipes that ran most", async () => {
      const endpoints = (window: number) =>
        read(
          "kind, endpoint, runs, recipes, users",
          "channel_endpoints_windowed",
          `channel = 'acme-chat' and usage_date = '2026-03-01' and window_days = ${window} order by 1, 2`,
        );
      expect(await endpoints(1)).toEqual([
        ["action", "post_message", 1, 1, 1],
        ["trigger", "new_message", 2, 2, 2],
      ]);
      expect(await endpoints(28)).toEqual([
        ["action", "post_message", 1, 1, 1],
        ["trigger", "new_message", 5, 3, 3],
      ]);
      const top = "channel = 'acme-chat' and usage_date = '2026-03-01' and window_days = 28 order by place";
      expect(await read("place, recipe_id, runs", "channel_top_recipes_windowed", top)).toEqual([
        [1, "r1", 3],
        [2, "r3", 2],
        [3, "r2", 1],
      ]);
    });

    it("know which Recipes are enabled at a day's end, and what became of others that day", async () => {
      expect(
        await read(
          "usage_date, recipes_created, recipes_enabled, recipes_disabled, enabled_at_end, runs, users_connected",
          "channel_recipes_daily",
          "channel = 'acme-chat' and usage_date in ('2026-02-17', '2026-02-23', '2026-03-01') order by 1",
        ),
      ).toEqual([
        ["2026-02-17", 1, 1, 0, 1, 1, 0],
        ["2026-02-23", 1, 1, 0, 2, 1, 2],
        ["2026-03-01", 0, 0, 1, 1, 3, 0],
      ]);
    });

    it("say from where people came, unknown where nobody told", async () => {
      const where = "channel = 'acme-chat' and usage_date = '2026-03-01' and window_days = 28 order by 1, 2";
      expect(await read("dimension, value, users", "channel_audience_windowed", where)).toEqual([
        ["country", "DE", 2],
        ["country", "PT", 2],
        ["country", "unknown", 1],
        ["platform", "android", 1],
        ["platform", "ios", 2],
        ["platform", "unknown", 1],
        ["platform", "web", 1],
      ]);
    });

    it("are made anew from a late event's day on, and from no earlier one", async () => {
      world.deps.clock.advance(3_600_000);
      expect(await swept()).toEqual([]);
      await world.interactions.write(written([["e", "page_viewed", "2026-02-23T23:59:59.999"]]));
      const ran = await swept();
      expect(ran).toContain("load_interactions 2026-02-23");
      const windows = ran.filter((line) => line.startsWith("channel_users_windowed "));
      expect(windows.map((line) => line.slice(-10))).toEqual([
        "2026-02-23",
        "2026-02-24",
        "2026-02-25",
        "2026-02-26",
        "2026-02-27",
        "2026-02-28",
        "2026-03-01",
        "2026-03-02",
      ]);
      expect((await users("2026-03-01"))[1]).toEqual([7, 5, 2, 2, 1, 1, 1]);
      expect(await retention()).toContainEqual(["2026-02-16", 1, 3]);
    });
  });
}
