import { afterAll, beforeAll, expect, it } from "vitest";
import { type MembersWorld, openMembersWorld } from "../testing/members.ts";
import { usageOnlyChannels } from "./usage-only.ts";

let world: MembersWorld;
beforeAll(async () => {
  world = await openMembersWorld();
});
afterAll(() => world.close());

it("are all Channels for an analyst, and none for whoever sees requests", async () => {
  const slugs = async (...somebody: Parameters<MembersWorld["somebody"]>) => {
    const channels = await usageOnlyChannels(world.database, await world.somebody(...somebody));
    return channels.map(({ slug }) => slug);
  };
  expect(await slugs("ines@platform.example", { staff: "analyst" })).toEqual(
    expect.arrayContaining(["alpha", "beta"]),
  );
  expect(await slugs("both@platform.example", { staff: "analyst", owns: ["alpha"] })).toEqual([]);
  expect(await slugs("sena@platform.example", { staff: "support" })).toEqual([]);
  expect(await slugs("owner@acme.example", { owns: ["alpha"] })).toEqual([]);
  expect(await slugs("nobody@acme.example", {})).toEqual([]);
});
