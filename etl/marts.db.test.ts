import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { InteractionDocument } from "#lib/interactions/event.ts";
import { aDocument } from "#lib/testing/builders.ts";
import { WAREHOUSES } from "#lib/testing/warehouses.ts";
import { daysBetween } from "./day.ts";
import { findJobs } from "./find-jobs.ts";
import { sweep } from "./sweep.ts";
import { anInteraction } from "./testing/archive-events.ts";
import { brokenRules } from "./testing/broken-rules.ts";
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
        [2, "r2", 1],
        [3, "r3", 1],
      ]);
    });

    it("count a run once in totals, also where its trigger and its action are both the Channel's", async () => {
      const day = "channel = 'acme-chat' and usage_date = '2026-03-01'";
      // r1 of a, whose action is elsewhere, and r3 of d, of which the Channel has both sides.
      expect(await read("runs", "channel_recipes_daily", day)).toEqual([[2]]);
      expect(await read("runs", "channel_usage_daily", day)).toEqual([[2]]);
      const activity = "channel = 'acme-chat' and activity_date = '2026-03-01' order by 1";
      expect(await read("user_id, runs", "user_activity_daily", activity)).toEqual([
        ["u_a", 1],
        ["u_c", 0],
        ["u_d", 1],
      ]);
      expect(await read("sum(runs)", "channel_top_recipes_windowed", `${day} and window_days = 7`)).toEqual([
        [4],
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
        ["2026-03-01", 0, 0, 1, 1, 2, 0],
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

    it("break no rule of their tables", async () => {
      expect(await brokenRules(world, daysBetween("2026-02-16", "2026-03-02"))).toEqual([]);
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

/** What somebody did, by their own clock, in UTC, and the day on which it counts: the UTC one. */
type Local = [clock: string, utc: string, day: string];

/** In New York, clocks go from 1:59 to 3:00 on Sunday 8 March 2026; in Kolkata, days begin at half past six. */
const PLACES: { zone: string; channel: string; given: Local[] }[] = [
  {
    zone: "America/New_York",
    channel: "acme-chat",
    given: [
      ["Saturday 18:59 EST", "2026-03-07T23:59:59.999", "2026-03-07"],
      ["Saturday 19:00 EST", "2026-03-08T00:00:00.000", "2026-03-08"],
      ["Saturday 23:59 EST", "2026-03-08T04:59:00.000", "2026-03-08"],
      ["Sunday 00:00 EST", "2026-03-08T05:00:00.000", "2026-03-08"],
      ["Sunday 01:59 EST", "2026-03-08T06:59:00.000", "2026-03-08"],
      ["Sunday 03:00 EDT", "2026-03-08T07:00:00.000", "2026-03-08"],
      ["Sunday 19:59 EDT", "2026-03-08T23:59:59.999", "2026-03-08"],
      ["Sunday 20:00 EDT", "2026-03-09T00:00:00.000", "2026-03-09"],
      ["Monday 00:00 EDT", "2026-03-09T04:00:00.000", "2026-03-09"],
    ],
  },
  {
    zone: "Asia/Kolkata",
    channel: "bolt-mail",
    given: [
      ["Saturday 23:59 IST", "2026-03-07T18:29:00.000", "2026-03-07"],
      ["Sunday 00:00 IST", "2026-03-07T18:30:00.000", "2026-03-07"],
      ["Sunday 05:29 IST", "2026-03-07T23:59:59.999", "2026-03-07"],
      ["Sunday 05:30 IST", "2026-03-08T00:00:00.000", "2026-03-08"],
    ],
  },
];

for (const { name, open } of WAREHOUSES) {
  describe(`days of marts in ${name} are UTC's, whatever a Channel's time zone`, () => {
    let world: World;

    beforeAll(async () => {
      world = await openWorld(open);
      world.deps.clock.advance(7 * 86_400_000);
      const partner = await world.deps.database.partner.create({ data: { name: "Acme" } });
      for (const { zone, channel } of PLACES)
        await world.deps.database.channel.create({
          data: { slug: channel, name: channel, partnerId: partner.id, timeZone: zone },
        });
      const all = PLACES.flatMap(({ channel, given }) =>
        given.map(([clock, utc]) => ({ channel, clock, utc })),
      );
      await world.interactions.write(
        all.map(({ channel, clock, utc }) =>
          anInteraction({
            channel,
            timestamp: Date.parse(`${utc}Z`),
            type: "recipe_run",
            user_id: `u_${clock}`,
            recipe_id: `r ${clock}`,
            properties: { kind: "trigger", endpoint: "new_message" },
          }),
        ),
      );
      await world.requests.write(
        all.map(({ channel, clock, utc }) =>
          aDocument({ id: `${channel} ${clock}`, channel, timestamp: Date.parse(`${utc}Z`) }),
        ),
      );
      for await (const { job, day, result } of sweep(world.deps, await findJobs()))
        expect(result.state, `${job} ${day}`).toBe("succeeded");
    });
    afterAll(async () => {
      await world.close();
    });

    it.each(PLACES)(
      "for a Channel in $zone, across its midnights and a change of its clocks",
      async ({ channel, given }) => {
        const days = Map.groupBy(given, ([, , day]) => day);
        const counted = [...days].map(([day, some]) => [day, some.length]);
        const read = (columns: string, table: string, rest: string) =>
          world.read(
            `select ${columns} from warehouse.${table} where channel = '${channel}' and ${rest} order by 1`,
          );
        expect(await read("usage_date, active_users", "channel_usage_daily", "active_users > 0")).toEqual(
          counted,
        );
        expect(await read("usage_date, requests", "channel_usage_daily", "requests > 0")).toEqual(counted);
        expect(await read("usage_date, active_users", "channel_users_windowed", "window_days = 1")).toEqual(
          counted,
        );
        expect(await read("usage_date, runs", "channel_recipes_daily", "runs > 0")).toEqual(counted);
        const inWeek = given.filter(([, , day]) => day <= "2026-03-08").length;
        expect(
          await read("users", "channel_retention_weekly", "week_ends_on = '2026-03-08' and weeks_later = 0"),
        ).toEqual([[inWeek]]);
      },
    );
  });
}
