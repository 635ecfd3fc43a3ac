import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { InteractionDocument } from "#lib/interactions/event.ts";
import { ENGINES, type OpenEngines } from "#lib/testing/engines.ts";
import { WAREHOUSES } from "#lib/testing/warehouses.ts";
import { findJobs } from "../find-jobs.ts";
import { sweep } from "../sweep.ts";
import { anInteraction } from "../testing/archive-events.ts";
import { openWorld, type World } from "../testing/world.ts";
import { verifyTable } from "./verify-table.ts";

/** A Sunday: cohorts of weeks are made with it. */
const DAY = "2026-03-01";
const [embedded] = ENGINES;
if (embedded === undefined) throw new Error("There are no engines to test with");

const recipe = (type: InteractionDocument["type"], time: string, user = "u_1") =>
  [
    { channel: "acme-chat", properties: { kind: "trigger", endpoint: "new_message" } },
    { channel: "bolt-mail", properties: { kind: "action", endpoint: "send_mail" } },
  ].map((side) =>
    anInteraction({ ...side, type, user_id: user, recipe_id: `r_${user}`, timestamp: Date.parse(time) }),
  );

/** Two who run a Recipe, one of them for the first time; nothing is wrong with it. */
const STORY = [
  anInteraction({ user_id: "u_1", timestamp: Date.parse("2026-02-25T08:00:00Z") }),
  ...recipe("recipe_created", "2026-02-25T08:01:00Z"),
  ...recipe("recipe_enabled", "2026-02-25T08:02:00Z"),
  ...recipe("recipe_run", "2026-02-25T09:00:00Z"),
  ...recipe("recipe_run", "2026-03-01T09:00:00Z"),
  anInteraction({ user_id: "u_2", timestamp: Date.parse("2026-03-01T10:00:00Z"), country: undefined }),
  ...recipe("recipe_enabled", "2026-03-01T10:01:00Z", "u_2"),
  ...recipe("recipe_run", "2026-03-01T10:02:00Z", "u_2"),
  ...recipe("recipe_run", "2026-03-01T10:03:00Z", "u_2"),
];

const ofDay = `channel = 'acme-chat' and usage_date = '${DAY}'`;
const activity = `channel = 'acme-chat' and activity_date = '${DAY}' and user_id = 'u_2'`;

/** A table, what a wrong job could have made of a row of it, and the rule that this breaks. */
const WRONG: [table: string, change: string, where: string, rule: string][] = [
  [
    "channel_users_windowed",
    "new_users = active_users + 1",
    `${ofDay} and window_days = 91`,
    "no more new people than active ones",
  ],
  [
    "channel_users_windowed",
    "ran_users = enabled_users + 1",
    `${ofDay} and window_days = 91`,
    "a funnel that never widens",
  ],
  [
    "channel_users_windowed",
    "active_users = active_users - 1",
    `${ofDay} and window_days = 28`,
    "no less in a longer window",
  ],
  ["channel_users_windowed", "window_days = 30", `${ofDay} and window_days = 28`, "a window that is made"],
  ["channel_recipes_daily", "runs = -3", ofDay, "runs between 0 and 1000000000000"],
  [
    "channel_recipes_daily",
    "enabled_at_end = 0",
    ofDay,
    "what was enabled is so at the end, unless it was stopped",
  ],
  ["channel_usage_daily", "recipes_disabled = -1", ofDay, "recipes_disabled between 0 and 1000000000000"],
  [
    "channel_endpoints_windowed",
    "recipes = runs + 1",
    `${ofDay} and window_days = 91`,
    "no more Recipes and people than runs",
  ],
  ["channel_pairs_daily", "other_channel = channel", `${ofDay} and window_days = 7`, "two Channels"],
  [
    "channel_audience_windowed",
    "value = 'Portugal'",
    `${ofDay} and window_days = 7 and value = 'PT'`,
    "a platform, or a country's two letters",
  ],
  [
    "channel_top_recipes_windowed",
    "runs = 9",
    `${ofDay} and window_days = 91 and place = 2`,
    "more runs on a better place",
  ],
  [
    "channel_retention_weekly",
    "weeks_later = 1",
    `channel = 'acme-chat' and week_ends_on = '${DAY}'`,
    "a week that ends so many weeks later",
  ],
  ["recipe_activity_daily", "enabled_at = null", activity, "when it was enabled, if it was, that day"],
  [
    "recipe_activity_daily",
    "enabled_at = '2026-02-28 23:59:59'",
    activity,
    "when it was enabled, if it was, that day",
  ],
  ["user_activity_daily", "runs = interactions + 1", activity, "no more of its kinds than interactions"],
  ["channels", "channel = ''", "channel = 'acme-chat'", "a slug"],
];

for (const { name, open } of WAREHOUSES) {
  describe(`rules of tables in ${name}`, () => {
    let world: World;
    let stores: OpenEngines;

    beforeAll(async () => {
      world = await openWorld(open);
      stores = await embedded.open();
      await world.interactions.write(STORY);
      for await (const { job, day, result } of sweep(world.deps, await findJobs()))
        expect(result.state, `${job} ${day}`).toBe("succeeded");
      await change(
        `insert into warehouse.channels (channel, name, snapshot_date) values ('acme-chat', '', '${DAY}')`,
      );
    });
    afterAll(async () => {
      await stores.close();
      await world.close();
    });

    const change = (sql: string) => world.deps.warehouse.transaction(({ execute }) => execute(sql));
    /** The rules that verification says are broken. */
    async function broken(table: string): Promise<string[]> {
      const job = (await findJobs()).find((one) => one.table.name === table);
      if (job === undefined) throw new Error(`Nothing makes ${table}`);
      const { stream, index } = stores;
      const deps = { ...world.deps, stream, index, retentionMs: 30 * 86_400_000 };
      const result = await verifyTable(deps, { day: DAY, job, commits: new Map() });
      const words = result?.disagreements.map((disagreement) => disagreement.words) ?? [];
      return words.flatMap((line) => /the rule "(.*)"/.exec(line)?.[1] ?? []);
    }

    it.each(WRONG)("name a wrong row of %s: %s", async (table, wrong, where, rule) => {
      expect(await broken(table)).toEqual([]);
      await change(`create table warehouse.as_it_was as select * from warehouse.${table}`);
      expect(await change(`update warehouse.${table} set ${wrong} where ${where}`)).toBeGreaterThan(0);
      expect(await broken(table)).toContain(rule);
      await change(`delete from warehouse.${table}`);
      await change(`insert into warehouse.${table} select * from warehouse.as_it_was`);
      await change("drop table warehouse.as_it_was");
    });
  });
}
