import { describe, expect, it } from "vitest";
import { type ConnectionPeriod, connectionAt, type RecipeHistory, recipeAt } from "./history.ts";
import { type Lives, whySilent } from "./silence.ts";

const created: RecipeHistory = {
  createdAt: 100,
  enabled: true,
  since: 100,
  changes: [{ at: 100, state: "created" }],
};
const switchedOff: RecipeHistory = {
  createdAt: 100,
  enabled: false,
  since: 500,
  changes: [
    { at: 100, state: "created" },
    { at: 500, state: "disabled" },
  ],
};
const always: ConnectionPeriod[] = [{ since: 50, until: null }];
const ended: ConnectionPeriod[] = [{ since: 50, until: 600 }];

const lives = (history: RecipeHistory, alpha = always, beta = always): Lives => ({
  history,
  connections: [
    { channel: "alpha", periods: alpha },
    { channel: "beta", periods: beta },
  ],
});
const range = { from: 1_000, to: 2_000 };

describe("a Recipe at an instant", () => {
  it.each([
    ["before it was made", switchedOff, 99, { state: "not_created", until: 100 }],
    ["from its making on", switchedOff, 100, { state: "on", since: 100 }],
    ["from being switched off on", switchedOff, 500, { state: "off", since: 500 }],
    [
      "without any change on record, since its present state",
      { createdAt: 100, enabled: false, since: 700, changes: [] },
      800,
      { state: "off", since: 700 },
    ],
    [
      "without any change on record, before its present state",
      { createdAt: 100, enabled: false, since: 700, changes: [] },
      300,
      { state: "unknown" },
    ],
  ] as const)("%s", (_name, history, at, expected) => {
    expect(recipeAt(history, at)).toEqual(expected);
  });
});

describe("a connection at an instant", () => {
  const twice = [
    { since: 50, until: 600 },
    { since: 900, until: null },
  ];
  it.each([
    ["before the first", twice, 49, { state: "not_yet", until: 50 }],
    ["within one", twice, 599, { state: "connected", since: 50 }],
    ["between two", twice, 600, { state: "ended", since: 600 }],
    ["within the one that lasts", twice, 5_000, { state: "connected", since: 900 }],
    ["when none is on record", [], 5_000, { state: "unknown" }],
  ])("%s", (_name, periods, at, expected) => {
    expect(connectionAt(periods, at)).toEqual(expected);
  });
});

describe("why a Recipe made no request", () => {
  it("it was off", () => {
    expect(whySilent(lives(switchedOff), range)).toEqual({
      answer: "hindered",
      hindrance: { reason: "recipe", was: { state: "off", since: 500 } },
    });
  });

  it("a Channel was not connected any more", () => {
    expect(whySilent(lives(created, always, ended), range)).toEqual({
      answer: "hindered",
      hindrance: { reason: "connection", channel: "beta", was: { state: "ended", since: 600 } },
    });
  });

  it("it was switched off half-way, and could have run before", () => {
    expect(whySilent(lives(switchedOff), { from: 200, to: 900 })).toEqual({
      answer: "partly",
      hindrance: { reason: "recipe", was: { state: "off", since: 500 } },
    });
  });

  it("nothing was in its way", () => {
    expect(whySilent(lives(created), range)).toEqual({ answer: "able" });
  });

  it("says what is not on record instead of guessing", () => {
    const gap: RecipeHistory = { createdAt: 100, enabled: true, since: 5_000, changes: [] };
    expect(whySilent(lives(gap, []), range)).toEqual({
      answer: "unknown",
      recipe: true,
      channels: ["alpha"],
    });
  });

  it("a certain hindrance answers, whatever else is unknown", () => {
    expect(whySilent(lives(switchedOff, []), range)).toMatchObject({ answer: "hindered" });
  });

  it("a Recipe that was made after the range did not exist", () => {
    expect(whySilent(lives(created), { from: 10, to: 60 })).toEqual({
      answer: "hindered",
      hindrance: { reason: "recipe", was: { state: "not_created", until: 100 } },
    });
  });
});
