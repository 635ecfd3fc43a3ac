import type { Warehouse } from "../stores/warehouse/port.ts";
import { ask } from "./ask.ts";
import { plusDays } from "./days.ts";
import type { UsageDate } from "./views.ts";

/** What is asked for: one Channel, `days` days that end with `last`, and as many before. */
export interface Asked {
  channel: string;
  last: UsageDate;
  days: number;
}

export interface PeopleRow {
  usage_date: UsageDate;
  window_days: number;
  active_users: number;
  new_users: number;
  connected_users: number;
  created_users: number;
  enabled_users: number;
  ran_users: number;
}

export interface RecipesRow {
  usage_date: UsageDate;
  recipes_created: number;
  recipes_enabled: number;
  recipes_disabled: number;
  enabled_at_end: number;
  runs: number;
  users_connected: number;
  users_disconnected: number;
}

export interface GroupRow {
  part: "endpoint" | "pair" | "platform" | "country" | "recipe";
  usage_date: UsageDate;
  key: string;
  /** Of endpoints; otherwise empty. */
  kind: string;
  amount: number;
  /** Of Recipes, their place. */
  users: number;
}

export interface RetentionRow {
  cohort_week: UsageDate;
  weeks_later: number;
  users: number;
}

/** As many weeks of cohorts as a screen has room for, the youngest complete. */
const COHORT_WEEKS = 11;
/** Up to the last one, of which retention tells. */
export const RETENTION_DAYS = 7 * (COHORT_WEEKS + 1);

type Reader = Pick<Warehouse, "query">;

const before = ({ last, days }: Asked) => plusDays(last, -2 * days);

export const readPeople = (warehouse: Reader, asked: Asked): Promise<PeopleRow[]> =>
  ask(
    warehouse,
    `select usage_date, window_days, active_users, new_users, connected_users, created_users, enabled_users, ran_users
     from warehouse.channel_users_windowed
     where channel = $1 and usage_date > $2 and usage_date <= $3`,
    [asked.channel, before(asked), asked.last],
  );

export const readRecipes = (warehouse: Reader, asked: Asked): Promise<RecipesRow[]> =>
  ask(
    warehouse,
    `select usage_date, recipes_created, recipes_enabled, recipes_disabled, enabled_at_end, runs, users_connected,
            users_disconnected
     from warehouse.channel_recipes_daily
     where channel = $1 and usage_date > $2 and usage_date <= $3`,
    [asked.channel, before(asked), asked.last],
  );

const GROUPS = (
  [
    ["'endpoint'", "endpoint", "kind", "runs", "users", "channel_endpoints_windowed"],
    ["'pair'", "other_channel", "''", "recipes", "users", "channel_pairs_daily"],
    ["dimension", "value", "''", "users", "users", "channel_audience_windowed"],
    ["'recipe'", "recipe_id", "''", "runs", "place", "channel_top_recipes_windowed"],
  ] as const
)
  .map(
    ([part, key, kind, amount, users, table]) =>
      `select ${part} as part, usage_date, ${key} as key, ${kind} as kind, ${amount} as amount, ${users} as users
       from warehouse.${table} where channel = $1 and usage_date in ($2, $3) and window_days = $4`,
  )
  .join("\nunion all\n");

/** Groups of the window and of the one before. */
export const readGroups = (warehouse: Reader, { channel, last, days }: Asked): Promise<GroupRow[]> =>
  ask(warehouse, GROUPS, [channel, last, plusDays(last, -days), days]);

export const readRetention = (warehouse: Reader, { channel, last }: Asked): Promise<RetentionRow[]> =>
  ask(
    warehouse,
    `select cohort_week, weeks_later, users
     from warehouse.channel_retention_weekly
     where channel = $1 and week_ends_on <= $2 and week_ends_on > $3 and cohort_week > $3
     order by cohort_week, weeks_later`,
    [channel, last, plusDays(last, -RETENTION_DAYS)],
  );
