import { expect, test } from "vitest";
import type { ChannelUsage } from "#lib/usage/views.ts";
import { overviewHeadline, sortedBy } from "./overview-rows.ts";

const channel = (name: string, active: number, runs = 0): ChannelUsage => ({
  ...{ slug: name.toLowerCase(), name, partner: "Acme", color: null, active, activeBefore: null },
  ...{ first: 0, enabled: 0, runs, trend: [] },
});

test("the headline names who is used most, among those that are", () => {
  const [alpha, beta, idle] = [channel("Alpha", 7), channel("Beta", 9), channel("Idle", 0)];
  expect(overviewHeadline([alpha, beta, idle])).toBe("Beta is used most of 2 Channels");
  expect(overviewHeadline([alpha, idle])).toBe("Alpha alone was used");
  expect(overviewHeadline([idle])).toBe("No Channel was used");
});

test("Channels are sorted by the figure that is asked for, the greatest first", () => {
  const channels = [channel("Alpha", 7, 1), channel("Beta", 9, 3), channel("Gamma", 8, 3)];
  const names = (sort: "active" | "runs") => sortedBy(channels, sort).map(({ name }) => name);
  expect(names("active")).toEqual(["Beta", "Gamma", "Alpha"]);
  expect(names("runs")).toEqual(["Beta", "Gamma", "Alpha"]);
});
