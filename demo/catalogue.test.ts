import { describe, expect, it } from "vitest";
import { channelSlug } from "#lib/events/schema.ts";
import { CATALOGUE } from "./catalogue.ts";
import { describeFault, FIRST_FAULTS } from "./faults.ts";
import { DEMO_SIGN_INS } from "./people.ts";
import { makePopulation } from "./population.ts";
import { endpointAt, requestTarget } from "./protocol.ts";

const slugs = CATALOGUE.map((channel) => channel.slug);

describe("the demo's catalogue", () => {
  it("has a dozen Channels with distinct slugs, hosts and colours", () => {
    expect(CATALOGUE.length).toBeGreaterThanOrEqual(12);
    for (const field of ["slug", "name", "host", "color"] as const)
      expect(new Set(CATALOGUE.map((channel) => channel[field])).size, field).toBe(CATALOGUE.length);
    for (const slug of slugs) expect(channelSlug.parse(slug)).toBe(slug);
  });

  it.each(CATALOGUE)(
    "$name has a valid time zone, triggers, something to do or ask, and a connection check",
    (channel) => {
      expect(() => new Intl.DateTimeFormat("en", { timeZone: channel.timeZone })).not.toThrow();
      const kinds = channel.endpoints.map((endpoint) => endpoint.kind);
      expect(kinds).toEqual(expect.arrayContaining(["trigger", "auth"]));
      expect(kinds.includes("action") || kinds.includes("query")).toBe(true);
      expect(new Set(channel.endpoints.map(({ slug }) => slug)).size).toBe(channel.endpoints.length);
    },
  );

  it.each(CATALOGUE)(
    "$name is healthy on an ordinary day: under 2 % of its requests fail",
    ({ failures }) => {
      expect(failures.reduce((sum, failure) => sum + failure.share, 0)).toBeLessThan(0.02);
    },
  );

  it.each(CATALOGUE)("$name only uses names that are reserved for examples", ({ host }) => {
    expect(host).toMatch(/\.example$/);
  });

  it("finds every endpoint again at the address the platform calls", () => {
    for (const channel of CATALOGUE)
      for (const endpoint of channel.endpoints) {
        const { method, path } = requestTarget(channel, endpoint);
        expect(endpointAt(channel, method, path)).toBe(endpoint);
      }
  });
});

describe("the demo's people", () => {
  it("cover every role, and own only Channels that exist", () => {
    expect(DEMO_SIGN_INS.map((person) => person.role).sort()).toEqual([
      "admin",
      "analyst",
      "member",
      "owner",
      "support",
    ]);
    for (const person of DEMO_SIGN_INS) expect(slugs).toEqual(expect.arrayContaining([...person.channels]));
  });
});

describe("the demo's users", () => {
  const anchor = Date.parse("2026-03-04T12:34:56Z");
  const { users, recipes } = makePopulation(anchor);

  it("are the same every time", () => {
    expect(makePopulation(anchor).recipes.slice(0, 50)).toEqual(recipes.slice(0, 50));
  });

  it("have most of them a Recipe, and all ids are distinct", () => {
    expect(new Set(recipes.map((recipe) => recipe.user.id)).size / users.length).toBeGreaterThan(0.85);
    expect(new Set(users.map((user) => user.id)).size).toBe(users.length);
    expect(new Set(recipes.map((recipe) => recipe.id)).size).toBe(recipes.length);
    expect(new Set(users.map((user) => user.email)).size).toBe(users.length);
  });
});

describe("the faults of the first start", () => {
  it("strike Brightbulb's send_message, and say so", () => {
    expect(FIRST_FAULTS.map(describeFault)).toEqual([
      "42 % of send_message: HTTP 503, “upstream connect error or disconnect/reset before headers”",
      "4 % of send_message: no answer",
    ]);
  });
});
