import { type ChannelScope, requireStaff, scopeOf, type Viewer } from "../channels/access.ts";
import { byName, type ChannelEntry, listChannels } from "../channels/list-channels.ts";
import { ask } from "./ask.ts";
import { daysUntil, plusDays } from "./days.ts";
import { daysOf, type UsageRange } from "./ranges.ts";
import type { UsageDeps } from "./read-usage.ts";
import { areDaysMade, knownDays, madeDays, receiptsOf } from "./receipt-of.ts";
import type { ChannelUsage, UsageDate, UsageOverview, UsageReceipt } from "./views.ts";

/** Of 13 weeks a line of days has more points than pixels. */
const MOST_DAYS = 28;
const WEEK = 7;

interface People {
  channel: string;
  usage_date: UsageDate;
  window_days: number;
  active_users: number;
  new_users: number;
}

interface Recipes {
  channel: string;
  runs: number;
  enabled: number;
}

/** The days of a line, and how many days each of its points counts. */
function trendOf(last: UsageDate, days: number): { window: number; dates: UsageDate[] } {
  if (days <= MOST_DAYS) return { window: 1, dates: daysUntil(last, days) };
  const weeks = days / WEEK;
  const dates = Array.from({ length: weeks }, (_, place) => plusDays(last, WEEK * (place + 1 - weeks)));
  return { window: WEEK, dates };
}

const literals = (dates: readonly UsageDate[]) => dates.map((date) => `date '${date}'`).join(", ");

async function readChannels(
  { database, warehouse }: UsageDeps,
  scope: ChannelScope,
  { last, days, compared }: { last: UsageDate; days: number; compared: boolean },
): Promise<{ channels: ChannelUsage[]; rows: number }> {
  const { window, dates } = trendOf(last, days);
  const before = plusDays(last, -days);
  const [known, entries, people, recipes] = await Promise.all([
    knownDays(database, before, last),
    listChannels(database, scope),
    ask<People>(
      warehouse,
      `select channel, usage_date, window_days, active_users, new_users
       from warehouse.channel_users_windowed
       where (window_days = $1 and usage_date in (${literals([before, last])}))
          or (window_days = $2 and usage_date in (${literals(dates)}))`,
      [days, window],
    ),
    ask<Recipes>(
      warehouse,
      `select channel, sum(runs) as runs, max(case when usage_date = $2 then enabled_at_end else 0 end) as enabled
       from warehouse.channel_recipes_daily
       where usage_date > $1 and usage_date <= $2
       group by channel`,
      [before, last],
    ),
  ]);
  const ofChannel = Map.groupBy(people, ({ channel }) => channel);
  const recipesOf = new Map(recipes.map((row) => [row.channel, row]));
  const channels = entries.map((entry) =>
    channelUsage(entry, ofChannel.get(entry.slug) ?? [], recipesOf.get(entry.slug), {
      ...{ last, before, days, window, dates },
      compared: compared && known.people.has(before),
      known: known.people,
    }),
  );
  channels.sort((left, right) => right.active - left.active || byName(left, right));
  return { channels, rows: people.length + recipes.length };
}

interface Range {
  last: UsageDate;
  before: UsageDate;
  days: number;
  window: number;
  dates: readonly UsageDate[];
  compared: boolean;
  known: ReadonlySet<UsageDate>;
}

/** A day without a row is one without anybody, if it was made. */
function channelUsage(
  { slug, name, partner, color }: ChannelEntry,
  people: readonly People[],
  recipes: Recipes | undefined,
  { last, before, days, window, dates, compared, known }: Range,
): ChannelUsage {
  const at = (date: UsageDate, wanted: number) =>
    people.find((row) => row.usage_date === date && row.window_days === wanted);
  return {
    ...{ slug, name, partner, color },
    active: at(last, days)?.active_users ?? 0,
    activeBefore: compared ? (at(before, days)?.active_users ?? 0) : null,
    first: at(last, days)?.new_users ?? 0,
    enabled: recipes?.enabled ?? 0,
    runs: recipes?.runs ?? 0,
    trend: dates.map((date) => at(date, window)?.active_users ?? (known.has(date) ? 0 : null)),
  };
}

const NO_ROWS = { people: 0, recipes: 0, endpoints: 0, pairs: 0, audience: 0, top: 0, retention: 0 };

/** The worse of two receipts: what is wrong with one is wrong with a table of both. */
function worse(left: UsageReceipt, right: UsageReceipt): UsageReceipt {
  const trust = ({ verified, madeAnewAt }: UsageReceipt) =>
    verified?.equal === false ? 0 : madeAnewAt !== null || verified === null ? 1 : 2;
  return trust(right) < trust(left) ? right : left;
}

/**
 * How all registered Channels are used, in the 7, 28 or 91 days that end with the last day that every table has; needs
 * `reports:use`. Throws `AppError`, `WarehouseUnavailable`.
 */
export async function usageOverview(
  deps: UsageDeps,
  viewer: Viewer,
  range: UsageRange,
): Promise<UsageOverview> {
  requireStaff(viewer, "reports:use");
  const now = deps.clock.now();
  const made = await madeDays(deps.database, now);
  if (made === null) {
    const counting = await areDaysMade(deps.database, now);
    return { range, completeTo: null, counting, channels: null, receipt: null };
  }
  const { first, last } = made;
  const days = daysOf(range);
  const compared = first <= plusDays(last, 1 - 2 * days);
  const { channels, rows } = await readChannels(deps, scopeOf(viewer, "usage:read"), {
    ...{ last, days, compared },
  });
  const { people, recipes } = await receiptsOf(deps.database, {
    ...{ last, days },
    rows: { ...NO_ROWS, people: rows, recipes: rows },
  });
  return { range, completeTo: last, counting: false, channels, receipt: worse(people, recipes) };
}
