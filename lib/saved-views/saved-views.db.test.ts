import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type KeyHolder, type Person, viewAs } from "../channels/access.ts";
import { type MembersWorld, openMembersWorld } from "../testing/members.ts";
import { listSavedViews } from "./list.ts";
import { removeView } from "./remove.ts";
import { saveView } from "./save.ts";

let world: MembersWorld;
let owner: Person;
let member: Person;
let stranger: Person;
let support: Person;
let analyst: Person;
beforeAll(async () => {
  world = await openMembersWorld();
  owner = await world.somebody("owner@acme.example", { owns: ["alpha"] });
  member = await world.somebody("member@acme.example", { reads: ["alpha"] });
  stranger = await world.somebody("stranger@beta.example", { owns: ["beta"] });
  support = await world.somebody("support@platform.example", { staff: "support" });
  analyst = await world.somebody("analyst@platform.example", { staff: "analyst" });
});
afterAll(() => world.close());

const refused = (code: string, field?: string) => expect.objectContaining({ code, field });
const view = { name: "Slow", query: "duration:>1s", range: "3h", shared: false };
const namesFor = async (viewer: Person | KeyHolder) =>
  (await listSavedViews(world, viewer, "alpha")).map((saved) => saved.name);

describe("a saved view", () => {
  it("of one's own is seen and removed by nobody else", async () => {
    const { id } = await saveView(world, member, "alpha", view);
    expect(await listSavedViews(world, member, "alpha")).toEqual([
      { ...view, id, created_by: "member@acme.example", removable: true },
    ]);
    for (const other of [owner, support]) {
      expect(await namesFor(other)).toEqual([]);
      await expect(removeView(world, other, { channel: "alpha", id })).rejects.toEqual(refused("not_found"));
    }
    await removeView(world, member, { channel: "alpha", id });
    expect(await namesFor(member)).toEqual([]);
    expect(await world.audit()).not.toContain("saved_view.share");
  });

  it("of the Channel is seen by all its readers, and kept by its owners", async () => {
    const shared = { ...view, name: "Failures", query: "is:failed", range: null, shared: true };
    for (const other of [member, support]) {
      await expect(saveView(world, other, "alpha", shared)).rejects.toEqual(refused("forbidden"));
    }
    const { id } = await saveView(world, owner, "alpha", shared);
    const key: KeyHolder = { type: "key", id: "k", channel: "alpha", scopes: ["read"] };
    for (const reader of [owner, member, support, key]) expect(await namesFor(reader)).toEqual(["Failures"]);
    await expect(removeView(world, member, { channel: "alpha", id })).rejects.toEqual(refused("forbidden"));
    expect((await listSavedViews(world, member, "alpha"))[0]?.removable).toBe(false);
    await removeView(world, owner, { channel: "alpha", id });
    expect(await world.audit()).toEqual(expect.arrayContaining(["saved_view.share", "saved_view.remove"]));
  });

  it("is hidden from whoever does not read the Channel's requests", async () => {
    const { id } = await saveView(world, owner, "alpha", { ...view, shared: true });
    await expect(listSavedViews(world, stranger, "alpha")).rejects.toEqual(refused("not_found"));
    await expect(listSavedViews(world, analyst, "alpha")).rejects.toEqual(refused("forbidden"));
    await expect(saveView(world, stranger, "alpha", view)).rejects.toEqual(refused("not_found"));
    await expect(removeView(world, stranger, { channel: "beta", id })).rejects.toEqual(refused("not_found"));
    await removeView(world, owner, { channel: "alpha", id });
  });

  it("is neither kept nor removed by support that views as a partner", async () => {
    const { id } = await saveView(world, owner, "alpha", { ...view, shared: true });
    const own = await saveView(world, support, "alpha", view);
    const viewing = viewAs(support, "alpha");
    expect(await listSavedViews(world, viewing, "alpha")).toMatchObject([{ id, removable: false }]);
    await expect(saveView(world, viewing, "alpha", view)).rejects.toEqual(refused("forbidden"));
    for (const one of [id, own.id]) {
      const removal = removeView(world, viewing, { channel: "alpha", id: one });
      await expect(removal).rejects.toEqual(refused("forbidden"));
    }
    await removeView(world, owner, { channel: "alpha", id });
    await removeView(world, support, { channel: "alpha", id: own.id });
  });

  it("has a name of its own, among one's own and among the Channel's", async () => {
    await saveView(world, owner, "alpha", view);
    await saveView(world, owner, "alpha", { ...view, shared: true });
    for (const shared of [false, true]) {
      const again = saveView(world, owner, "alpha", { ...view, shared });
      await expect(again).rejects.toEqual(refused("conflict", "name"));
    }
    await expect(
      world.database.savedView.create({ data: { channelSlug: "alpha", name: view.name, query: "" } }),
    ).rejects.toMatchObject({ code: "P2002" });
  });

  it("keeps only what can be read as a query, of a Channel that exists", async () => {
    const wrong = { ...view, name: "Wrong", query: "stat:500" };
    await expect(saveView(world, member, "alpha", wrong)).rejects.toEqual(refused("bad_request", "q"));
    await expect(saveView(world, support, "unheard-of", view)).rejects.toEqual(refused("not_found"));
  });

  it("is neither kept nor removed by support that views as a partner, not even one of their own", async () => {
    const { id } = await saveView(world, support, "alpha", { ...view, name: "Own" });
    const viewing = viewAs(support, "alpha");
    await expect(saveView(world, viewing, "alpha", view)).rejects.toEqual(refused("forbidden"));
    await expect(removeView(world, viewing, { channel: "alpha", id })).rejects.toEqual(refused("forbidden"));
    await removeView(world, support, { channel: "alpha", id });
  });
});
