import { expect, test } from "vitest";
import type { Navigation, NavigationChannel } from "./context.tsx";
import { channelScreens, workspaceScreens } from "./screens.ts";

const channel: NavigationChannel = {
  slug: "alpha",
  name: "Alpha",
  color: null,
  role: "member",
  manages: false,
};
const navigation: Navigation = {
  person: { email: "a@example.com", name: null },
  channels: [channel],
  firstChannel: "alpha",
  admin: false,
  pipeline: false,
  demo: false,
};

test("a Channel's settings are offered to whoever manages it", () => {
  const names = (one: NavigationChannel | null) => channelScreens("alpha", one).map(({ name }) => name);
  expect(names(channel)).toEqual(["health", "logs"]);
  expect(names(null)).toEqual(["health", "logs"]);
  expect(names({ ...channel, manages: true })).toEqual(["health", "logs", "settings"]);
});

test("staff screens are offered as far as rights reach", () => {
  expect(workspaceScreens(navigation).map(({ path }) => path)).toEqual(["/channels"]);
  const staff = workspaceScreens({ ...navigation, pipeline: true, admin: true, demo: true });
  expect(staff.map(({ name }) => name)).toEqual(["channels", "pipeline", "dead-letters", "admin", "demo"]);
});
