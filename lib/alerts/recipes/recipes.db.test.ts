import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type KeyHolder, type Person, viewAs } from "../../channels/access.ts";
import { acceptInvitation } from "../../members/accept-invitation.ts";
import { changeRole } from "../../members/change-role.ts";
import { invite, noteMailed } from "../../members/invite.ts";
import { type MembersWorld, openMembersWorld } from "../../testing/members.ts";
import { type RecipeInput, recipeInput } from "../recipe.ts";
import { createRecipe } from "./create.ts";
import { getRecipe } from "./get.ts";
import { listRecipes } from "./list.ts";
import { muteRecipe } from "./mute.ts";
import { removeRecipe } from "./remove.ts";
import { updateRecipe } from "./update.ts";

let world: MembersWorld;
let owner: Person;
let member: Person;
let stranger: Person;
let support: Person;
beforeAll(async () => {
  world = await openMembersWorld();
  owner = await world.somebody("owner@acme.example", { owns: ["alpha"] });
  member = await world.somebody("member@acme.example", { reads: ["alpha"] });
  stranger = await world.somebody("stranger@beta.example", { owns: ["beta"] });
  support = await world.somebody("support@platform.example", { staff: "support" });
});
afterAll(() => world.close());

const refused = (code: string, field?: string) => expect.objectContaining({ code, field });
const HOOK = { type: "webhook", url: "https://example.com/hook" };
const errors = (change: object = {}): RecipeInput =>
  recipeInput.parse({
    name: "API errors",
    trigger: { type: "error_rate_above", percent: 5 },
    actions: [HOOK],
    ...change,
  });
const revisionOf = async (id: string) =>
  (await world.database.alertRecipe.findUniqueOrThrow({ where: { id } })).revision;
const make = async (input: RecipeInput) => (await createRecipe(world, owner, "alpha", input)).recipe;
const remove = (id: string) => removeRecipe(world, owner, "alpha", id);

describe("an alert Recipe", () => {
  it("says which of its destinations nothing is sent to, and why", async () => {
    const actions = [
      { type: "email", to: "stranger@example.com" },
      {
        type: "webhook",
        url: "https://example.com/dead",
        failover: { type: "email", to: "member@acme.example" },
      },
    ];
    const { id } = await make(errors({ actions }));
    await world.database.destination.updateMany({
      where: { type: "webhook" },
      data: { disabledAt: new Date(world.clock.now()), disabledReason: "It says that it is gone" },
    });
    const { actions: told } = await getRecipe(world, member, "alpha", id);
    expect(told).toMatchObject([
      { unreachable: "unconfirmed", failover: null },
      { unreachable: "switched_off", failover: { unreachable: null } },
    ]);
    await remove(id);
    await world.database.destination.deleteMany();
  });

  it("is made with its destinations and a state, and tells a webhook's secret once", async () => {
    const made = await createRecipe(world, owner, "alpha", errors());
    expect(made.actions).toEqual([
      {
        id: expect.any(String),
        type: "webhook",
        secret: expect.stringMatching(/^whsec_/),
        existing: false,
        failover: null,
      },
    ]);
    expect(made.recipe).toMatchObject({
      name: "API errors",
      condition: "the error rate is above 5\u202f%, over 5 minutes",
      enabled: true,
      recover_minutes: 5,
      state: { name: "ok", value: null, threshold: 5, unit: "percent" },
      open_incident: null,
      actions: [{ id: made.actions[0]?.id, type: "webhook", failover: null }],
    });
    expect(await getRecipe(world, member, "alpha", made.recipe.id)).toEqual(made.recipe);
    expect(await world.audit()).toContain("alert_recipe.create");

    expect(made.recipe.actions.map(({ unreachable }) => unreachable)).toEqual([null]);

    const second = await createRecipe(world, owner, "alpha", errors({ name: "Again" }));
    expect(second.actions).toMatchObject([{ id: made.actions[0]?.id, secret: null }]);
    for (const { recipe } of [made, second]) await remove(recipe.id);
    expect(await listRecipes(world, owner, "alpha")).toEqual([]);
  });

  it("says in words that another one watches nearly the same", async () => {
    const { id } = await make(errors());
    const near = { trigger: { type: "error_rate_above", percent: 7 } };
    const { recipe, warnings } = await createRecipe(world, owner, "alpha", errors({ name: "Near", ...near }));
    expect(warnings).toEqual([
      "API errors watches nearly the same: the error rate is above 5\u202f%, over 5 minutes.",
    ]);
    const far = errors({ name: "Far", trigger: { type: "error_rate_above", percent: 50 } });
    const other = await createRecipe(world, owner, "alpha", far);
    expect(other.warnings).toEqual([]);
    for (const one of [id, recipe.id, other.recipe.id]) await remove(one);
  });

  it("is judged anew when what is judged changes, and only then", async () => {
    const { id } = await make(errors());
    const change = (patch: Parameters<typeof updateRecipe>[4]) =>
      updateRecipe(world, owner, "alpha", id, patch);
    expect((await change({ name: "Errors", remind_every_minutes: 60 })).changed).toEqual([
      "name",
      "remind_every_minutes",
    ]);
    expect(await revisionOf(id)).toBe(1);
    const { recipe } = await change({
      trigger: errors({ trigger: { type: "down", window_minutes: 2 } }).trigger,
    });
    expect(recipe).toMatchObject({ name: "Errors", remind_every_minutes: 60, recover_minutes: 2 });
    expect(await revisionOf(id)).toBe(2);
    expect((await change({ recover_minutes: 30 })).recipe.recover_minutes).toBe(30);
    expect((await change({ recover_minutes: 30 })).changed).toEqual([]);
    expect(await revisionOf(id)).toBe(3);
    await change({ enabled: false });
    await change({ enabled: true });
    expect(await revisionOf(id)).toBe(5);
    expect(await world.audit()).toEqual(
      expect.arrayContaining(["alert_recipe.update", "alert_recipe.disable", "alert_recipe.enable"]),
    );
    await remove(id);
  });

  it("changes its destinations as a whole", async () => {
    const { id, actions } = await make(errors());
    const email = { type: "email" as const, to: "on-call@acme.example" };
    const known = { type: "destination" as const, id: actions[0]?.id ?? "" };
    const { recipe } = await updateRecipe(world, owner, "alpha", id, {
      actions: [{ ...email, failover: known }],
    });
    expect(recipe.actions).toMatchObject([{ type: "email", failover: { id: known.id, type: "webhook" } }]);
    const same = await updateRecipe(world, owner, "alpha", id, { actions: [{ ...email, failover: known }] });
    expect(same.changed).toEqual([]);
    await remove(id);
  });

  it("is muted until an instant, and told of again after", async () => {
    const { id } = await make(errors());
    const until = new Date(world.clock.now() + 3_600_000).toISOString();
    expect((await muteRecipe(world, owner, "alpha", id, { until })).muted_until).toBe(Date.parse(until));
    expect((await getRecipe(world, owner, "alpha", id)).muted_until).toBe(Date.parse(until));
    const over = { ...world, clock: { now: () => Date.parse(until) } };
    expect((await getRecipe(over, owner, "alpha", id)).muted_until).toBeNull();
    expect((await muteRecipe(world, owner, "alpha", id, { until: null })).muted_until).toBeNull();
    for (const wrong of ["2026-03-01T00:00:00Z", "2028-03-01T00:00:00Z"]) {
      await expect(muteRecipe(world, owner, "alpha", id, { until: wrong })).rejects.toEqual(
        refused("bad_request", "until"),
      );
    }
    expect(await revisionOf(id)).toBe(1);
    expect(await world.audit()).toEqual(expect.arrayContaining(["alert_recipe.mute", "alert_recipe.unmute"]));
    await remove(id);
  });

  it("names the field that is refused", async () => {
    const { id } = await make(errors());
    await expect(make(errors())).rejects.toEqual(refused("conflict", "name"));
    const { id: other } = await make(errors({ name: "Other" }));
    await expect(updateRecipe(world, owner, "alpha", other, { name: "API errors" })).rejects.toEqual(
      refused("conflict", "name"),
    );
    const wrong: [object[], string][] = [
      [[HOOK, { type: "webhook", url: "ftp://files.example" }], "actions.1.url"],
      [[{ type: "sms", to: "0170" }], "actions.0.to"],
    ];
    for (const [actions, path] of wrong) {
      const parsed = recipeInput.safeParse({ ...errors({ name: "Wrong" }), actions });
      expect(parsed.error?.issues[0]?.path.join(".")).toBe(path);
    }
    const twice = errors({ name: "Twice", actions: [HOOK, HOOK] });
    await expect(make(twice)).rejects.toEqual(refused("bad_request", "actions.1"));
    const itself = errors({ name: "Itself", actions: [{ ...HOOK, failover: HOOK }] });
    await expect(make(itself)).rejects.toEqual(refused("bad_request", "actions.0.failover"));
    for (const one of [id, other]) await remove(one);
  });

  it("uses no destination of another Channel", async () => {
    const theirs = await createRecipe(world, stranger, "beta", errors());
    const foreign = { type: "destination", id: theirs.actions[0]?.id };
    await expect(make(errors({ actions: [foreign] }))).rejects.toEqual(
      refused("bad_request", "actions.0.id"),
    );
    await removeRecipe(world, stranger, "beta", theirs.recipe.id);
  });

  it("is read by whoever reads alerts, and written by owners and their keys", async () => {
    const key: KeyHolder = {
      type: "key",
      id: "00000000-0000-7000-8000-000000000001",
      channel: "alpha",
      scopes: ["alerts:write"],
    };
    const { recipe } = await createRecipe(world, key, "alpha", errors());
    const { id } = recipe;
    for (const reader of [owner, member, support, key]) {
      expect(await listRecipes(world, reader, "alpha")).toMatchObject([{ id }]);
    }
    const reading: KeyHolder = { ...key, scopes: ["read"] };
    for (const other of [member, support, reading, viewAs(support, "alpha")]) {
      await expect(createRecipe(world, other, "alpha", errors({ name: "No" }))).rejects.toEqual(
        refused("forbidden"),
      );
      await expect(updateRecipe(world, other, "alpha", id, { enabled: false })).rejects.toEqual(
        refused("forbidden"),
      );
      await expect(muteRecipe(world, other, "alpha", id, { until: null })).rejects.toEqual(
        refused("forbidden"),
      );
      await expect(removeRecipe(world, other, "alpha", id)).rejects.toEqual(refused("forbidden"));
    }
    await expect(listRecipes(world, stranger, "alpha")).rejects.toEqual(refused("not_found"));
    await expect(getRecipe(world, stranger, "beta", id)).rejects.toEqual(refused("not_found"));
    await expect(updateRecipe(world, stranger, "beta", id, { name: "Mine" })).rejects.toEqual(
      refused("not_found"),
    );
    await expect(removeRecipe(world, stranger, "beta", id)).rejects.toEqual(refused("not_found"));
    await expect(getRecipe(world, owner, "alpha", "no-id-at-all")).rejects.toEqual(refused("not_found"));
    await remove(id);
  });

  it("is one of a hundred at most, of a Channel that is registered", async () => {
    await world.database.alertRecipe.createMany({
      data: Array.from({ length: 100 }, (_, place) => ({
        channelSlug: "beta",
        name: `Recipe ${place}`,
        trigger: errors().trigger,
        recoverMinutes: 5,
      })),
    });
    await expect(createRecipe(world, stranger, "beta", errors())).rejects.toEqual(refused("conflict"));
    await world.database.alertRecipe.deleteMany({ where: { channelSlug: "beta" } });
    const admin = await world.somebody("admin@platform.example", { staff: "admin" });
    await expect(createRecipe(world, admin, "unheard-of", errors())).rejects.toEqual(refused("not_found"));
  });

  it("shows what it has open, which stays on record without it", async () => {
    const { id } = await make(errors());
    const at = new Date(world.clock.now());
    const incident = await world.database.incident.create({
      data: {
        recipeId: id,
        recipeName: "API errors",
        channelSlug: "alpha",
        trigger: errors().trigger,
        startedAt: at,
        firedAt: at,
        title: "12 % fail",
      },
    });
    expect(await getRecipe(world, owner, "alpha", id)).toMatchObject({
      open_incident: { number: incident.number },
      last_fired_at: at.getTime(),
    });
    await remove(id);
    const left = await world.database.incident.findUnique({ where: { id: incident.id } });
    expect(left).toMatchObject({ recipeId: null, recipeName: "API errors" });
  });
});

describe("a Channel's first owner", () => {
  const join = async (email: string, role: "owner" | "member") => {
    const operatorOfBeta = await invite(world, stranger, { channel: "beta", email, role });
    await noteMailed(world, operatorOfBeta.token);
    await acceptInvitation(world, operatorOfBeta.token, { name: "Nia New", password: "a long password" });
  };

  it("gets one alert Recipe to their own address, once for the Channel", async () => {
    await join("mo@beta.example", "member");
    expect(await listRecipes(world, stranger, "beta")).toEqual([]);
    await join("nia@beta.example", "owner");
    const [first, ...more] = await listRecipes(world, stranger, "beta");
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      name: "API errors",
      recommended: true,
      condition: "the error rate is above 5\u202f%, over 5 minutes",
      actions: [{ type: "email" }],
    });
    const destination = await world.database.destination.findFirstOrThrow({
      where: { channelSlug: "beta", type: "email" },
    });
    expect(destination.confirmedAt).not.toBeNull();

    await removeRecipe(world, stranger, "beta", first?.id ?? "");
    const mo = await world.database.person.findUniqueOrThrow({ where: { email: "mo@beta.example" } });
    await changeRole(world, stranger, { channel: "beta", personId: mo.id, role: "owner" });
    expect(await listRecipes(world, stranger, "beta")).toEqual([]);
  });

  it("gets none where there are Recipes already", async () => {
    const { id } = await make(errors({ name: "Ours" }));
    const { token } = await invite(world, owner, {
      channel: "alpha",
      email: "zoe@acme.example",
      role: "owner",
    });
    await acceptInvitation(world, token, { name: "Zoe", password: "a long password" });
    expect(await listRecipes(world, owner, "alpha")).toMatchObject([{ id }]);
    await remove(id);
  });
});
