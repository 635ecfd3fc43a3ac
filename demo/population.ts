import type { DemoChannel, DemoEndpoint } from "./catalogue/types.ts";
import { CATALOGUE } from "./catalogue.ts";
import { createRandom, pick, type Random, weightedPicker } from "./random.ts";

/** A user of the platform, as only the application database and the platform's own processes know them. */
interface DemoUser {
  id: string;
  name: string;
  email: string;
}

export interface DemoStep {
  channel: DemoChannel;
  endpoint: DemoEndpoint;
}

export interface DemoRecipe {
  id: string;
  title: string;
  user: DemoUser;
  trigger: DemoStep;
  /** Some Recipes ask something between trigger and action. */
  query: DemoStep | null;
  action: DemoStep;
  enabled: boolean;
  /** Relative frequency of its polls. */
  activity: number;
}

export interface Population {
  users: readonly DemoUser[];
  recipes: readonly DemoRecipe[];
}

const FIRST_NAMES =
  "Ada Amir Anika Bea Bruno Carla Chidi Daniel Dilan Elif Emma Farah Finn Grace Hana Hugo Ida Ivan Jana Jonas Kaito Lena Luca Mai Marek Mina Nadia Noor Omar Paula Priya Rafael Rosa Samir Sofia Tariq Theo Uma Vera Wei Yusuf Zoe".split(
    " ",
  );
const LAST_NAMES =
  "Adeyemi Andersen Bauer Becker Castro Chen Cohen Costa Dubois Eriksen Fischer Garcia Haddad Hansen Ito Jansen Kaya Khan Kim Kowalski Larsen Lopez Martin Meyer Mori Nguyen Novak Okafor Olsen Patel Petrov Popescu Rossi Sato Schmidt Silva Singh Smith Tanaka Varga Weber Yilmaz".split(
    " ",
  );

const USERS = 3_000;
const RECIPES = 7_000;

function steps(kind: DemoEndpoint["kind"]): DemoStep[] {
  return CATALOGUE.flatMap((channel) =>
    channel.endpoints.filter((endpoint) => endpoint.kind === kind).map((endpoint) => ({ channel, endpoint })),
  );
}

function makeUser(random: Random, index: number): DemoUser {
  const first = pick(random, FIRST_NAMES);
  const last = pick(random, LAST_NAMES);
  return {
    id: `usr_${418_200 + index * 7}`,
    name: `${first} ${last}`,
    email: `${first}.${last}.${index}@mail.example`.toLowerCase(),
  };
}

/** The demo's users and their Recipes: the same every time, so that nothing needs to be read to use them. */
export function makePopulation(): Population {
  const random = createRandom("population");
  const users = Array.from({ length: USERS }, (_, index) => makeUser(random, index));
  const weight = (step: DemoStep) => step.endpoint.weight;
  const pickTrigger = weightedPicker(steps("trigger"), weight);
  const pickQuery = weightedPicker(steps("query"), weight);
  const pickAction = weightedPicker(steps("action"), weight);
  const recipes = Array.from({ length: RECIPES }, (_, index): DemoRecipe => {
    const trigger = pickTrigger(random);
    const action = pickAction(random);
    return {
      id: `r_${30_000 + index}`,
      title: `If ${lowerFirst(trigger.endpoint.name)}, then ${lowerFirst(action.endpoint.name)}`,
      // Everybody has one Recipe; the rest belong to few, as on any platform.
      user: users[index < USERS ? index : Math.floor(USERS * random.next() ** 2)] ?? pick(random, users),
      trigger,
      query: random.next() < 0.08 ? pickQuery(random) : null,
      action,
      enabled: random.next() < 0.92,
      activity: Math.exp(0.8 * random.normal()),
    };
  });
  return { users, recipes };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
