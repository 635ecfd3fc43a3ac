import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "../channels/access.ts";
import { tokenOf } from "../testing/ifttt.ts";
import { type SeededIncident, seedIncident } from "../testing/incidents.ts";
import { type MembersWorld, openMembersWorld } from "../testing/members.ts";
import { verifyToken } from "./oauth/verify.ts";
import { personAccount } from "./person-account.ts";
import { pollBody, pollTrigger } from "./poll.ts";
import { forgetTriggers } from "./subscriptions/forget.ts";
import { triggerNamed } from "./triggers/index.ts";

let world: MembersWorld;
let owner: Person;
let token: string;
beforeAll(async () => {
  world = await openMembersWorld();
  owner = await world.somebody("owner@acme.example", { owns: ["alpha", "beta"] });
  token = await tokenOf(world, owner);
});
afterEach(async () => {
  await forgetTriggers(world, {});
  await world.database.incident.deleteMany();
});
afterAll(() => world.close());

const START = Date.parse("2026-03-02T08:00:00Z");
const MINUTE = 60_000;

/** From minute to minute after eight o'clock; without an end it lasts. */
function incident(title: string, [from, to]: [number, number?], seed: Partial<SeededIncident> = {}) {
  const startedAt = START + from * MINUTE;
  const recoveredAt = to === undefined ? null : START + to * MINUTE;
  return seedIncident(world.database, {
    channel: "alpha",
    trigger: { type: "down" },
    worst: 100,
    title,
    startedAt,
    firedAt: startedAt,
    recoveredAt,
    ...seed,
  });
}

async function titles(slug: string, fields: object = {}, identity?: string): Promise<unknown[]> {
  const connected = await verifyToken(world, token, { demo: false });
  if (connected === null) throw new Error("the token is not valid");
  const account = personAccount(world, connected, "https://channelscope.example");
  const body = pollBody.parse({
    triggerFields: { channel: "alpha", ...fields },
    ...(identity === undefined ? {} : { trigger_identity: identity }),
  });
  return (await pollTrigger(account, triggerNamed(slug), body)).map(({ title }) => title);
}

async function measuringRecipe(identity: string) {
  const { recipe } = await world.database.iftttTrigger.findFirstOrThrow({
    where: { identity },
    select: { recipe: { select: { id: true, name: true } } },
  });
  return recipe;
}

const ERRORS = { type: "error_rate_above", percent: 5 } as const;
const SLOW = { type: "latency_above", percentile: 95, milliseconds: 1_000 } as const;

describe("which incidents make an event", () => {
  it("not one of a planned downtime, unless somebody was told of it after all", async () => {
    const { id } = await incident("planned", [0, 5], { planned: true });
    await incident("down", [10, 15]);
    const untold = { where: { id }, data: { notifiedAt: null } };
    await world.database.incident.update(untold);
    expect(await titles("api_down")).toEqual(["down"]);
    expect(await titles("api_recovered")).toEqual(["down"]);
    await world.database.incident.update({ where: { id }, data: { notifiedAt: new Date(START) } });
    expect(await titles("api_down")).toEqual(["down", "planned"]);
  });

  it("of api_down: nothing succeeds, or 90 % of the requests fail", async () => {
    await incident("down", [0, 5]);
    await incident("nine of ten", [10, 15], { trigger: ERRORS, worst: 90 });
    await incident("some errors", [20, 25], { trigger: ERRORS, worst: 89.9 });
    await incident("slow", [30, 35], { trigger: SLOW, worst: 9_000 });
    await incident("elsewhere", [40, 45], { channel: "beta" });
    expect(await titles("api_down")).toEqual(["nine of ten", "down"]);
  });

  it("of api_recovered: any that is over", async () => {
    await incident("down", [0, 5]);
    await incident("slow", [10, 15], { trigger: SLOW });
    await incident("lasting", [20]);
    await incident("elsewhere", [40, 45], { channel: "beta" });
    expect(await titles("api_recovered")).toEqual(["slow", "down"]);
  });

  it("of error_rate_above: rates as high as the field's threshold", async () => {
    await incident("a few", [0, 5], { trigger: ERRORS, worst: 6 });
    await incident("many", [10, 15], { trigger: { ...ERRORS, percent: 2 }, worst: 20 });
    await incident("down", [20, 25]);
    expect(await titles("error_rate_above", { threshold: "20" })).toEqual(["many"]);
    expect(await titles("error_rate_above", { threshold: "6 %" })).toEqual(["many", "a few"]);
    expect(await titles("error_rate_above", { threshold: "20.1" })).toEqual([]);
  });

  it("of latency_above: durations as long as the field's, at its percentile or a lower one", async () => {
    await incident("p95", [0, 5], { trigger: SLOW, worst: 3_000 });
    await incident("p99", [10, 15], { trigger: { ...SLOW, percentile: 99 }, worst: 3_000 });
    expect(await titles("latency_above", { milliseconds: "3000" })).toEqual(["p95"]);
    expect(await titles("latency_above", { milliseconds: 2_000, percentile: "99" })).toEqual(["p99", "p95"]);
    expect(await titles("latency_above", { milliseconds: 3_001, percentile: "99" })).toEqual([]);
  });

  it("of no_traffic: those, and no others", async () => {
    await incident("silence", [0, 5], { trigger: { type: "no_traffic" }, worst: 0 });
    await incident("down", [10, 15]);
    expect(await titles("no_traffic")).toEqual(["silence"]);
  });
});

describe("the Recipe that measures for a trigger", () => {
  it("makes events for it, whatever the figure says by then, and for nobody else", async () => {
    await titles("latency_above", { milliseconds: "2000" }, "mine");
    await titles("latency_above", { milliseconds: "500" }, "another's");
    const recipe = await measuringRecipe("mine");
    await incident("measured", [0, 5], { recipe, trigger: SLOW, worst: 1_999 });
    expect(await titles("latency_above", { milliseconds: "2000" }, "mine")).toEqual(["measured"]);
    expect(await titles("latency_above", { milliseconds: "500" }, "another's")).toEqual([]);
    expect(await titles("latency_above", { milliseconds: "500" })).toEqual([]);
    expect(await titles("api_recovered")).toEqual([]);
  });

  it("makes one event of an outage that a person's Recipe sees as well", async () => {
    await titles("api_down", {}, "down");
    await titles("api_recovered", {}, "recovered");
    const recipe = await measuringRecipe("down");
    await incident("a person's", [1, 20]);
    await incident("measured", [2, 15], { recipe });
    await incident("measured alone", [30, 40], { recipe });
    expect(await titles("api_down", {}, "down")).toEqual(["measured alone", "a person's"]);
    expect(await titles("api_recovered", {}, "recovered")).toEqual(["measured alone", "a person's"]);
  });
});

it("what recovered late comes first, however early it began", async () => {
  await incident("long", [0, 90], { trigger: SLOW });
  await incident("short", [10, 20]);
  expect(await titles("api_recovered")).toEqual(["long", "short"]);
});

it("an incident that ended for another reason did not recover, and the one beside it does only if it lasts longer", async () => {
  const endedBecause = "Its Recipe was changed";
  await incident("ended", [0, 10], { endedBecause });
  await incident("seen to the end", [20, 40]);
  await incident("ended beside it", [21, 30], { endedBecause });
  await incident("hidden by what ended later", [50, 60]);
  await incident("ended later", [51, 70], { endedBecause });
  expect(await titles("api_down")).toEqual(["hidden by what ended later", "seen to the end", "ended"]);
  expect(await titles("api_recovered")).toEqual(["seen to the end"]);
});

it("an incident that ended without a word, as its Recipe was removed, hides no later one", async () => {
  const { id } = await incident("removed", [0]);
  await world.database.incident.update({
    where: { id },
    data: { recoveredAt: new Date(START + 5 * MINUTE) },
  });
  await incident("later", [10, 20]);
  expect(await titles("api_down")).toEqual(["later", "removed"]);
  expect(await titles("api_recovered")).toEqual(["later"]);
});
