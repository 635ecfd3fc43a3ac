import { describe, expect, it } from "vitest";
import { type InteractionEventInput, interactionEvent } from "#lib/interactions/event.ts";
import { DAY, STORY_DAYS } from "../population/growth.ts";
import { FADING, RISING } from "../population/taste.ts";
import { isEnabledAt } from "../population/types.ts";
import { makePopulation } from "../population.ts";
import { lifeOfDay } from "./day.ts";

const HOUR = 3_600_000;
const anchor = Date.parse("2026-03-04T12:34:56Z");
const today = Math.floor(anchor / DAY) * DAY;
const population = makePopulation(anchor);
const days = Array.from({ length: STORY_DAYS }, (_, index) => today - (STORY_DAYS - index) * DAY);
const story = days.map((day) => lifeOfDay(population, day, anchor).flatMap(({ events }) => events));
const events = story.flat();

const people = (list: readonly InteractionEventInput[]) => new Set(list.map(({ user_id }) => user_id)).size;
const runsOf = (list: readonly InteractionEventInput[], of: (event: InteractionEventInput) => boolean) =>
  list.filter((event) => event.type === "recipe_run" && of(event)).length;
const [firstWeeks, lastWeeks] = [story.slice(0, 14).flat(), story.slice(-14).flat()];

/** Share of those who came with this variant, three weeks ago or longer, and were seen in their third week. */
function keptShare(variant: string): number {
  const own = events.filter(({ properties }) => properties?.experiment_onboarding === variant);
  const byPerson = [...Map.groupBy(own, ({ user_id }) => user_id).values()]
    .map((list) => list.map(({ timestamp }) => Date.parse(timestamp)))
    .filter(([first = anchor]) => first < anchor - 21 * DAY);
  const kept = byPerson.filter(([first = 0, ...later]) =>
    later.some((at) => at >= first + 14 * DAY && at < first + 21 * DAY),
  );
  return kept.length / byPerson.length;
}

describe("the demo's people", () => {
  it("do the same whenever they are asked, however many came later", () => {
    const [day = 0] = days.slice(-1);
    expect(
      lifeOfDay(makePopulation(anchor, anchor + 9 * DAY), day, anchor).flatMap((it) => it.events),
    ).toEqual(story.at(-1));
  });

  it("do what the product accepts, each day oldest first and each event once", () => {
    for (const event of events) interactionEvent.parse(event);
    expect(new Set(events.map(({ id, channel }) => `${id} ${channel}`)).size).toBe(events.length);
    for (const [index, day] of days.entries()) {
      const times = (story[index] ?? []).map(({ timestamp }) => Date.parse(timestamp));
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times.every((at) => at >= day && at < day + DAY)).toBe(true);
    }
  });

  it("are tens of thousands of events, so that a first start stays quick", () => {
    expect(events.length).toBeGreaterThan(100_000);
    expect(events.length).toBeLessThan(300_000);
  });

  it("keep their platform and country", () => {
    for (const own of Map.groupBy(events, ({ user_id }) => user_id).values())
      expect(new Set(own.map(({ platform, country }) => `${platform} ${country}`)).size).toBe(1);
  });
});

describe("a Recipe's life", () => {
  const ofRecipes = events.filter(({ recipe_id }) => recipe_id !== undefined);
  const known = new Map(population.recipes.map((recipe) => [recipe.id, recipe]));
  const lives = [...Map.groupBy(ofRecipes, ({ recipe_id }) => recipe_id ?? "")];

  it("is told to both of its Channels, in the same words", () => {
    for (const [id, own] of lives) {
      const [trigger, action] = [0, 1].map((place) => own.filter((_, index) => index % 2 === place));
      expect(trigger?.map(({ type }) => type)).toEqual(action?.map(({ type }) => type));
      expect(new Set(trigger?.map(({ channel }) => channel))).toEqual(
        new Set([known.get(id)?.trigger.channel.slug]),
      );
      expect(new Set(action?.map(({ properties }) => properties?.endpoint))).toEqual(
        new Set([known.get(id)?.action.endpoint.slug]),
      );
    }
  });

  it("follows its order: made, switched on, run only while it is on, nothing after its end", () => {
    const begins = days[0] ?? 0;
    for (const [id, own] of lives) {
      const recipe = known.get(id);
      if (recipe === undefined) throw new Error(`${id} belongs to nobody`);
      let state = (recipe.changes[0]?.at ?? begins) >= begins ? "none" : "made";
      let enabled = isEnabledAt(recipe, begins);
      for (const { type } of own.filter(({ properties }) => properties?.kind === "trigger")) {
        if (type === "recipe_created") expect(state).toBe("none");
        else expect(state).toBe("made");
        if (type === "recipe_run" || type === "recipe_disabled") expect(enabled).toBe(true);
        if (type === "recipe_enabled") expect(enabled).toBe(false);
        state = type === "recipe_deleted" ? "gone" : "made";
        if (type !== "recipe_run") enabled = type === "recipe_enabled";
      }
    }
  });

  it("runs once a day at most", () => {
    const runs = events.filter(
      ({ type, properties }) => type === "recipe_run" && properties?.kind === "action",
    );
    const daily = new Set(runs.map(({ recipe_id, timestamp }) => `${recipe_id} ${timestamp.slice(0, 10)}`));
    expect(daily.size).toBe(runs.length);
  });
});

describe("a connection", () => {
  it("ends once at most, after it began, and carries every Recipe made with it", () => {
    for (const { user, from, to } of population.connections) {
      expect(from).toBeGreaterThan(user.joinedAt);
      expect(to ?? Number.POSITIVE_INFINITY).toBeGreaterThan(from);
    }
    const began = new Map(population.connections.map((it) => [`${it.user.id} ${it.channel.slug}`, it]));
    expect(began.size).toBe(population.connections.length);
    for (const { user, trigger, action, query, changes } of population.recipes)
      for (const step of [trigger, action, ...(query === null ? [] : [query])]) {
        const connection = began.get(`${user.id} ${step.channel.slug}`);
        expect(connection?.from).toBeLessThan(changes[0]?.at ?? 0);
        const lastOn = changes.findLast(({ state }) => state === "disabled")?.at ?? 0;
        if (connection?.to != null) expect(connection.to).toBeGreaterThan(lastOn);
      }
  });
});

describe("the story of thirteen weeks", () => {
  it("grows", () => {
    expect(people(lastWeeks) / people(firstWeeks)).toBeGreaterThan(1.25);
  });

  it("has quieter nights and, in the office, quieter weekends", () => {
    const runs = events.filter(
      ({ type, properties }) => type === "recipe_run" && properties?.kind === "trigger",
    );
    const german = runs.filter(({ country }) => country === "DE");
    const at = (hour: number) =>
      german.filter((event) => new Date(event.timestamp).getUTCHours() === hour).length;
    expect(at(18)).toBeGreaterThan(2 * at(2));
    const office = runs.filter(({ channel }) => channel === "inboxer" || channel === "chatterly");
    const weekend = office.filter((event) => [0, 6].includes(new Date(event.timestamp).getUTCDay()));
    expect(weekend.length / 2 / ((office.length - weekend.length) / 5)).toBeLessThan(0.75);
  });

  it("loses newcomers week by week, and keeps those with the guided start better", () => {
    const [control, guided] = [keptShare("control"), keptShare("guided")];
    expect(control).toBeGreaterThan(0.1);
    expect(guided - control).toBeGreaterThan(0.1);
  });

  it("makes one trigger popular, and one Channel lose its people", () => {
    const rising = ({ channel, properties }: InteractionEventInput) =>
      channel === RISING.channel && properties?.endpoint === RISING.endpoint;
    const fading = ({ channel }: InteractionEventInput) => channel === FADING;
    expect(runsOf(lastWeeks, rising) / runsOf(firstWeeks, rising)).toBeGreaterThan(2);
    expect(runsOf(lastWeeks, fading) / runsOf(firstWeeks, fading)).toBeLessThan(0.6);
  });

  it.each([0, 9, 18])(
    "leaves fewer Recipes of that Channel enabled than four weeks before, begun at %i h",
    (hour) => {
      const start = today + hour * HOUR;
      const fading = makePopulation(start).recipes.filter(
        ({ trigger, action, changes }) =>
          [trigger, action].some(({ channel }) => channel.slug === FADING) &&
          // The warehouse knows of no Recipe that was enabled before the story.
          changes.some(({ at, state }) => state === "enabled" && at >= today - STORY_DAYS * DAY),
      );
      const enabledOn = (at: number) => fading.filter((recipe) => isEnabledAt(recipe, at)).length;
      expect(enabledOn(today) / enabledOn(today - 28 * DAY)).toBeLessThan(0.95);
    },
  );
});
