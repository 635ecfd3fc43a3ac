import type { InteractionEventInput } from "#lib/interactions/event.ts";
import { eventsOf, type Happening } from "#lib/interactions/happening.ts";
import { DAY, storyShare } from "../population/growth.ts";
import { FADING } from "../population/taste.ts";
import { type DemoRecipe, type DemoUser, isEnabledAt, type Population } from "../population/types.ts";
import { createRandom, seededUuid } from "../random.ts";
import { dayFactor, instantOn } from "../rhythm.ts";

const MINUTE = 60_000;

/** What somebody did, and when. */
export interface Lived {
  at: number;
  events: InteractionEventInput[];
}

/** Share of days on which an average Recipe finds something to do. */
const RUNS_ON_DAY = 0.3;
const MOST_DAYS = 0.95;
/** Of new Recipes that run soon after they were made; a guided start helps. */
const FIRST_RUN = { guided: 0.92, other: 0.74 };
/** How much rarer Recipes of the fading Channel run at the story's end. */
const FADES_TO = 0.45;

type Told = Happening extends infer Each ? (Each extends Happening ? Omit<Each, keyof Whose> : never) : never;
type Whose = Pick<Happening, "user_id" | "platform" | "country" | "properties">;

const sides = ({ id, trigger, action }: DemoRecipe) => ({
  id,
  trigger: { channel: trigger.channel.slug, endpoint: trigger.endpoint.slug },
  action: { channel: action.channel.slug, endpoint: action.endpoint.slug },
});

function firstRunAt(recipe: DemoRecipe): number | null {
  const random = createRandom(`first run ${recipe.id}`);
  const share = recipe.user.variant === "guided" ? FIRST_RUN.guided : FIRST_RUN.other;
  const made = recipe.changes[0]?.at ?? Number.NaN;
  const at = Math.floor(made + (2 + 180 * random.next() ** 2) * MINUTE);
  return random.next() < share && isEnabledAt(recipe, at) ? at : null;
}

function fading(recipe: DemoRecipe, share: number): number {
  const concerned = [recipe.trigger, recipe.action].some(({ channel }) => channel.slug === FADING);
  return concerned ? 1 - (1 - FADES_TO) * share : 1;
}

/** A Recipe is told to have run once a day at most: its first run, as products do to keep their figures small. */
function ranAt(recipe: DemoRecipe, day: number, share: number): number | null {
  const first = firstRunAt(recipe);
  const made = recipe.changes[0]?.at ?? Number.NaN;
  if (first !== null && first >= day && first < day + DAY) return first;
  if (made >= day - DAY && made < day + DAY) return null;
  const random = createRandom(`ran ${recipe.id} ${day}`);
  const { rhythm } = recipe.trigger.channel;
  const likely = RUNS_ON_DAY * recipe.activity * dayFactor(day, rhythm) * fading(recipe, share);
  if (random.next() >= Math.min(MOST_DAYS, likely)) return null;
  const at = instantOn(day, rhythm, recipe.user.offset, random);
  return isEnabledAt(recipe, at) ? at : null;
}

/** Everything that people did on the UTC day that begins at `day`, oldest first: the same at every call. */
export function lifeOfDay(population: Population, day: number, anchor: number): Lived[] {
  const told: Lived[] = [];
  const tell = (user: DemoUser, at: number, { name, what }: { name: string; what: Told }) => {
    if (at < day || at >= day + DAY) return;
    const id = seededUuid(createRandom(`${user.id} ${name} ${at}`), at);
    const { platform, country, variant } = user;
    const properties = variant === null ? undefined : { experiment_onboarding: variant };
    const happening = { ...what, user_id: user.id, platform, country, properties } as Happening;
    told.push({ at, events: eventsOf(happening, id, at) });
  };

  for (const { user, channel, from, to } of population.connections) {
    const { slug } = channel;
    tell(user, from - MINUTE, { name: `viewed ${slug}`, what: { type: "page_viewed", channel: slug } });
    tell(user, from, { name: `connected ${slug}`, what: { type: "channel_connected", channel: slug } });
    if (to !== null)
      tell(user, to, { name: `disconnected ${slug}`, what: { type: "channel_disconnected", channel: slug } });
  }
  const share = storyShare(day, anchor);
  for (const recipe of population.recipes) {
    const { user } = recipe;
    for (const { at, state } of recipe.changes)
      tell(user, at, {
        name: `${state} ${recipe.id}`,
        what: { type: `recipe_${state}`, recipe: sides(recipe) },
      });
    const ran = ranAt(recipe, day, share);
    if (ran !== null)
      tell(user, ran, { name: `ran ${recipe.id}`, what: { type: "recipe_run", recipe: sides(recipe) } });
  }
  return told.sort((left, right) => left.at - right.at);
}
