import { afterAll, beforeAll, expect, it } from "vitest";
import { viewAs } from "../channels/access.ts";
import { type MembersWorld, openMembersWorld } from "../testing/members.ts";
import { createApiKey } from "./api-keys/create.ts";
import { listApiKeys } from "./api-keys/list.ts";
import { startViewing, stopViewing } from "./view-as.ts";

let world: MembersWorld;
beforeAll(async () => {
  world = await openMembersWorld();
});
afterAll(() => world.close());

const asked = { channel: "alpha", reason: "ticket 81" };

it("is written down when it starts and when it stops", async () => {
  const support = await world.somebody("sena@platform.example", { staff: "support" });
  await startViewing(world, support, asked);
  await stopViewing(world, viewAs(support, "alpha"));
  await stopViewing(world, support);
  const trail = await world.database.auditEntry.findMany({
    where: { actorId: support.id },
    orderBy: { id: "asc" },
  });
  expect(trail).toMatchObject([
    { action: "partner_view.start", channelSlug: "alpha", detail: { reason: "ticket 81" } },
    { action: "partner_view.stop", channelSlug: "alpha" },
  ]);
});

it("is for support, and of a Channel that there is", async () => {
  const owner = await world.somebody("owner@acme.example", { owns: ["alpha"] });
  const admin = await world.somebody("alex@platform.example", { staff: "admin" });
  await expect(startViewing(world, owner, asked)).rejects.toMatchObject({ code: "not_found" });
  await expect(startViewing(world, admin, { ...asked, channel: "none" })).rejects.toMatchObject({
    field: "channel",
  });
});

it("shows what the owner sees of this Channel alone, and refuses every change", async () => {
  const admin = await world.somebody("ada@platform.example", { staff: "admin" });
  const viewer = viewAs(admin, "alpha");
  expect(await listApiKeys(world, viewer, "alpha")).toEqual([]);
  await expect(listApiKeys(world, viewer, "beta")).rejects.toMatchObject({ code: "not_found" });
  const key = { name: "k", channel: "alpha", scopes: ["read"] } as const;
  await expect(createApiKey(world, viewer, key)).rejects.toMatchObject({ code: "forbidden" });
});
