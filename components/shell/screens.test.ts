import { expect, test } from "vitest";
import type { Navigation, NavigationChannel } from "./context.tsx";
import {
  channelHome,
  channelScreens,
  pipelineScreens,
  type Screen,
  supportScreens,
  workspaceScreens,
} from "./screens.ts";

const channel: NavigationChannel = {
  slug: "alpha",
  name: "Alpha",
  color: null,
  role: "member",
  settings: false,
  requests: true,
  firing: 0,
};
const navigation: Navigation = {
  person: { email: "a@example.com", name: null },
  channels: [channel],
  pins: [],
  firstChannel: "alpha",
  admin: false,
  pipeline: false,
  reports: false,
  support: false,
  demo: false,
  connectedApps: false,
};

test("a Channel's settings are offered to whoever may read them", () => {
  const names = (one: NavigationChannel | null) => channelScreens("alpha", one).map(({ name }) => name);
  expect(names(channel)).toEqual(["health", "logs", "usage", "alerts", "incidents"]);
  expect(names(null)).toEqual(["health", "logs", "usage", "incidents"]);
  expect(names({ ...channel, settings: true })).toEqual([
    "health",
    "logs",
    "usage",
    "alerts",
    "incidents",
    "settings",
  ]);
  expect(names({ ...channel, requests: false })).toEqual(["usage"]);
});

test("a Channel is entered by its Health, and by its Usage without a right to its requests", () => {
  expect(channelHome(channel, "?range=24h")).toBe("/channels/alpha/health?range=24h");
  expect(channelHome({ ...channel, requests: false }, "?range=24h")).toBe("/channels/alpha/usage");
});

test("staff screens are offered as far as rights reach", () => {
  expect(workspaceScreens(navigation).map(({ path }) => path)).toEqual(["/channels"]);
  expect(supportScreens(navigation)).toEqual([]);
  expect(pipelineScreens(navigation)).toEqual([]);
  const staff = { ...navigation, pipeline: true, reports: true, support: true, admin: true, demo: true };
  const names = (screens: Screen[]) => screens.map(({ name }) => name);
  expect(names(workspaceScreens(staff))).toEqual([
    "channels",
    "pipeline",
    "overview",
    "reports",
    "support",
    "admin",
  ]);
  expect(names(pipelineScreens(staff))).toEqual(["jobs"]);
  expect(names(supportScreens(staff))).toEqual(["dead-letters", "unregistered", "demo"]);
});
