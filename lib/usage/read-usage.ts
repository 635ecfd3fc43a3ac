import { canAsStaff, canOnChannel, channelScope, type Viewer } from "../channels/access.ts";
import { identifyChannel } from "../channels/identify.ts";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/client.ts";
import type { Warehouse } from "../stores/warehouse/port.ts";
import { breakdown } from "./breakdown.ts";
import { plusDays } from "./days.ts";
import { daysOfUsage } from "./days-of-usage.ts";
import { unlessFew } from "./fold.ts";
import { countryName, platformName } from "./place-names.ts";
import {
  type Asked,
  type GroupRow,
  type PeopleRow,
  readGroups,
  readPeople,
  readRecipes,
  readRetention,
} from "./queries.ts";
import { daysOf, type UsageRange } from "./ranges.ts";
import { areDaysMade, knownDays, type MadeDays, madeDays, receiptsOf } from "./receipt-of.ts";
import { cohorts } from "./retention.ts";
import type { UsageFigures, UsagePeople, UsageRecipe, UsageView } from "./views.ts";

export interface UsageDeps {
  database: Database;
  warehouse: Pick<Warehouse, "query">;
  clock: Clock;
}

function peopleOf(row: PeopleRow | undefined): UsagePeople {
  const connected = row?.connected_users ?? 0;
  return {
    active: row?.active_users ?? 0,
    first: row?.new_users ?? 0,
    connected,
    funnel: {
      connected,
      created: unlessFew(row?.created_users ?? 0),
      enabled: unlessFew(row?.enabled_users ?? 0),
      ran: unlessFew(row?.ran_users ?? 0),
    },
  };
}

async function channelNames(database: Database, rows: readonly GroupRow[]): Promise<Map<string, string>> {
  const slugs = rows.filter(({ part }) => part === "pair").map(({ key }) => key);
  const found = await database.channel.findMany({
    where: { slug: { in: slugs } },
    select: { slug: true, name: true },
  });
  return new Map(found.map(({ slug, name }) => [slug, name]));
}

/** A title is its person's own words: for whoever may look people up. */
async function titled(
  database: Database,
  viewer: Viewer,
  rows: readonly GroupRow[],
  { last }: Asked,
): Promise<UsageRecipe[]> {
  const recipes = rows
    .filter(({ part, usage_date }) => part === "recipe" && usage_date === last)
    .sort((left, right) => left.users - right.users);
  const ids = canAsStaff(viewer, "support:look-up") ? recipes.map(({ key }) => key) : [];
  const known = await database.recipe.findMany({
    where: { id: { in: ids } },
    select: { id: true, title: true },
  });
  const titles = new Map(known.map(({ id, title }) => [id, title]));
  return recipes.map(({ key, amount }) => ({ id: key, title: titles.get(key) ?? null, runs: amount }));
}

async function figures(
  { database, warehouse }: UsageDeps,
  viewer: Viewer,
  asked: Asked,
  made: MadeDays,
): Promise<UsageFigures | null> {
  const { last, days } = asked;
  const [known, people, recipes, groups, retention] = await Promise.all([
    knownDays(database, plusDays(last, 1 - 2 * days), last),
    readPeople(warehouse, asked),
    readRecipes(warehouse, asked),
    readGroups(warehouse, asked),
    readRetention(warehouse, asked),
  ]);
  if (people.length === 0 && recipes.length === 0) return null;
  const compared = made.first <= plusDays(last, 1 - 2 * days);
  const windowTo = (date: string) =>
    people.find((row) => row.usage_date === date && row.window_days === days);
  const windows = { rows: groups, last, compared };
  const part = (...parts: GroupRow["part"][]) => groups.filter((row) => parts.includes(row.part)).length;
  const rows = {
    people: people.length,
    recipes: recipes.length,
    endpoints: part("endpoint"),
    pairs: part("pair"),
    audience: part("platform", "country"),
    top: part("recipe"),
    retention: retention.length,
  };
  const [names, top, receipts] = await Promise.all([
    channelNames(database, groups),
    titled(database, viewer, groups, asked),
    receiptsOf(database, { last, days, rows }),
  ]);
  const series = daysOfUsage(asked, known, people, recipes);
  const lastBefore = plusDays(last, -days);
  return {
    from: plusDays(last, 1 - days),
    to: last,
    people: peopleOf(windowTo(last)),
    peopleBefore: compared && known.people.has(lastBefore) ? peopleOf(windowTo(lastBefore)) : null,
    days: series.days,
    daysBefore: compared ? series.daysBefore : [],
    endpoints: breakdown("endpoint", windows),
    pairs: breakdown("pair", windows, (slug) => names.get(slug) ?? slug),
    platforms: breakdown("platform", windows, platformName),
    countries: breakdown("country", windows, countryName),
    recipes: top,
    retention: cohorts(retention, last),
    receipts,
  };
}

/**
 * Who used a Channel and how, in the 7, 28 or 91 days that end with the last day that every table has, against as many
 * days before. Groups of fewer than 5 people are folded. Throws `AppError`, `WarehouseUnavailable`.
 */
export async function readUsage(
  deps: UsageDeps,
  viewer: Viewer,
  channel: string,
  range: UsageRange,
): Promise<UsageView> {
  channelScope(viewer, "usage:read", channel);
  const now = deps.clock.now();
  const [identity, made] = await Promise.all([
    identifyChannel(deps.database, viewer, channel),
    madeDays(deps.database, now),
  ]);
  const asked = made === null ? null : { channel, last: made.last, days: daysOf(range) };
  return {
    channel: identity,
    range,
    figures: asked === null || made === null ? null : await figures(deps, viewer, asked, made),
    completeTo: made?.last ?? null,
    counting: made === null && (await areDaysMade(deps.database, now)),
    requests: canOnChannel(viewer, "requests:read", channel),
  };
}
