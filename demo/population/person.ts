import { createRandom, pick, type Random, weightedPicker } from "../random.ts";
import { instantOn } from "../rhythm.ts";
import { DAY, joinsOnDay, STORY_DAYS } from "./growth.ts";
import { FIRST_NAMES, LAST_NAMES } from "./names.ts";
import { choose, FADING } from "./taste.ts";
import type { DemoConnection, DemoRecipe, DemoUser, Population, Variant } from "./types.ts";

const MINUTE = 60_000;
const HOUR = 3_600_000;
/** The experiment began so long before the start, days. */
const EXPERIMENT_DAYS = 56;
const MOST_RECIPES = 8;
/** Nobody's future is told further than this after the start, days. */
const HORIZON_DAYS = 1_000;

const COUNTRIES: readonly [country: string, offset: number, weight: number][] = [
  ["US", -6, 30],
  ["DE", 1, 18],
  ["GB", 0, 12],
  ["JP", 9, 9],
  ["IN", 5, 9],
  ["BR", -3, 6],
  ["FR", 1, 6],
  ["SE", 1, 4],
  ["AU", 10, 4],
  ["PT", 0, 2],
];
const pickCountry = weightedPicker(COUNTRIES, ([, , weight]) => weight);
const PLATFORMS = [
  ["web", 44],
  ["ios", 32],
  ["android", 24],
] as const;
const pickPlatform = weightedPicker(PLATFORMS, ([, weight]) => weight);

/** How somebody is kept: the share that stays for good, and how long the others stay on average, days. */
interface Loyalty {
  stays: number;
  days: number;
}
const LOYALTY: Record<Variant | "story", Loyalty> = {
  story: { stays: 0.28, days: 12 },
  control: { stays: 0.2, days: 8 },
  guided: { stays: 0.45, days: 17 },
};
/** Of those from before the story, who have stayed until it. */
const STAYS_OF_OLD = 0.7;
/** Share of newcomers that connect a Channel and leave it at that. */
const WITHOUT_RECIPE: Record<Variant | "story", number> = { story: 0.16, control: 0.2, guided: 0.08 };

const exponential = (mean: number, random: Random) => -mean * Math.log(1 - random.next());
const startOfDay = (at: number) => Math.floor(at / DAY) * DAY;

function makeUser(index: number, anchor: number, random: Random): DemoUser {
  const [first, last] = [pick(random, FIRST_NAMES), pick(random, LAST_NAMES)];
  const [country, offset] = pickCountry(random);
  const day = startOfDay(anchor + joinsOnDay(index) * DAY);
  const joinedAt = instantOn(day, "leisure", offset, random);
  const isGuided = random.next() < 0.5;
  const inExperiment = joinedAt >= anchor - EXPERIMENT_DAYS * DAY;
  return {
    id: `usr_${418_200 + index * 7}`,
    name: `${first} ${last}`,
    email: `${first}.${last}.${index}@mail.example`.toLowerCase(),
    joinedAt,
    platform: pickPlatform(random)[0],
    country,
    offset,
    variant: inExperiment ? (isGuided ? "guided" : "control") : null,
  };
}

/** When somebody loses interest; infinite for who does not. */
function leaves({ joinedAt, variant }: DemoUser, anchor: number, random: Random): number {
  const [chance, span] = [random.next(), random.next()];
  const storyBegins = anchor - STORY_DAYS * DAY;
  if (joinedAt < storyBegins) {
    if (chance < STAYS_OF_OLD) return Number.POSITIVE_INFINITY;
    return Math.max(joinedAt + DAY, storyBegins + 2 * STORY_DAYS * DAY * span);
  }
  const { stays, days } = LOYALTY[variant ?? "story"];
  if (chance < stays) return Number.POSITIVE_INFINITY;
  return joinedAt + 6 * HOUR - days * DAY * Math.log(1 - span);
}

/** What its owner does with a Recipe after having made it. */
function changesOf(
  { made, leavesAt, fades }: { made: number; leavesAt: number; fades: number | null },
  random: Random,
): DemoRecipe["changes"] {
  const enabledAt = made + (5 + 35 * random.next()) * 1_000;
  const changes: { at: number; state: DemoRecipe["changes"][number]["state"] }[] = [
    { at: made, state: "created" },
    { at: Math.floor(enabledAt), state: "enabled" },
  ];
  const pauses = random.next() < 0.2;
  const pausedAt = Math.floor(made + DAY + exponential(35 * DAY, random));
  const resumedAt = Math.floor(pausedAt + (1 + 8 * random.next()) * DAY);
  const resumes = random.next() < 0.4;
  const deletes = random.next() < 0.12;
  const goneAt = Math.floor(leavesAt + (1 + 20 * random.next()) * MINUTE);
  const lastAt = Math.min(goneAt, fades !== null && fades > made + DAY ? fades : Number.POSITIVE_INFINITY);
  let enabled = true;
  if (pauses && pausedAt < lastAt) {
    changes.push({ at: pausedAt, state: "disabled" });
    enabled = resumes && resumedAt < lastAt;
    if (enabled) changes.push({ at: resumedAt, state: "enabled" });
  }
  if (lastAt === Number.POSITIVE_INFINITY) return changes;
  if (enabled) changes.push({ at: lastAt, state: "disabled" });
  if (deletes) changes.push({ at: lastAt + MINUTE, state: "deleted" });
  return changes;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/**
 * One person's whole life on the platform: the same for the same index and start, whoever asks when. `nextId` numbers
 * Recipes.
 */
export function makePerson(index: number, anchor: number, nextId: () => string): Population {
  const random = createRandom(`person ${index}`);
  const user = makeUser(index, anchor, random);
  const leavesAt = leaves(user, anchor, random);
  const isOld = user.variant === null && user.joinedAt < anchor - STORY_DAYS * DAY;
  const recipes: DemoRecipe[] = [];
  const connected = new Map<string, DemoConnection>();
  const connect = (channel: DemoConnection["channel"], at: number) => {
    if (!connected.has(channel.slug)) connected.set(channel.slug, { user, channel, from: at, to: null });
  };
  const fadesAt = () => (random.next() < 0.6 ? Math.floor(anchor - (45 - 55 * random.next()) * DAY) : null);

  let at = user.joinedAt + Math.floor((6 + 30 * random.next()) * MINUTE);
  if (!isOld && random.next() < WITHOUT_RECIPE[user.variant ?? "story"]) {
    connect(choose("trigger", at, anchor, random).channel, at);
    at = Number.POSITIVE_INFINITY;
  }
  const horizon = Math.min(leavesAt, anchor + HORIZON_DAYS * DAY);
  while (at < horizon && recipes.length < MOST_RECIPES) {
    const trigger = choose("trigger", at, anchor, random);
    const action = choose("action", at, anchor, random);
    const query = random.next() < 0.08 ? choose("query", at, anchor, random) : null;
    const steps = query === null ? [trigger, action] : [trigger, query, action];
    for (const [place, { channel }] of steps.entries())
      connect(channel, at - Math.floor((4 - place) * (20 + 40 * random.next()) * 1_000));
    const fades = steps.some(({ channel }) => channel.slug === FADING) ? fadesAt() : null;
    recipes.push({
      id: nextId(),
      title: `If ${lowerFirst(trigger.endpoint.name)}, then ${lowerFirst(action.endpoint.name)}`,
      user,
      trigger,
      query,
      action,
      changes: changesOf({ made: at, leavesAt, fades }, random),
      activity: Math.exp(0.8 * random.normal()),
    });
    if (random.next() < 0.25) break;
    const later = at + HOUR + exponential((isOld ? 170 : 22) * DAY, random);
    at = Math.max(at + HOUR, instantOn(startOfDay(later), "leisure", user.offset, random));
  }
  if (Number.isFinite(leavesAt) && random.next() < 0.45)
    for (const connection of connected.values()) connection.to = Math.floor(leavesAt + 30 * MINUTE);
  return { users: [user], recipes, connections: [...connected.values()] };
}
