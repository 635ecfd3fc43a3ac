import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Person } from "../../../channels/access.ts";
import { type MembersWorld, openMembersWorld } from "../../../testing/members.ts";
import { removeDestination } from "../../destinations/change.ts";
import { recipeInput } from "../../recipe.ts";
import { createRecipe } from "../create.ts";
import { listRecipes } from "../list.ts";
import { exportRecipes } from "./export.ts";
import { importRecipes } from "./import.ts";
import { readYaml } from "./read.ts";
import { recipeFile } from "./schema.ts";

let world: MembersWorld;
let owner: Person;
let member: Person;
beforeAll(async () => {
  world = await openMembersWorld();
  owner = await world.somebody("owner@acme.example", { owns: ["alpha"] });
  member = await world.somebody("member@acme.example", { reads: ["alpha"] });
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.database.alertRecipe.deleteMany();
  await world.database.destination.deleteMany();
});

const refused = (code: string, field?: string) => expect.objectContaining({ code, field });
const bring = (text: string, { dryRun = false, prune = false } = {}, who = owner) =>
  importRecipes(world, who, "alpha", recipeFile.parse(readYaml(text)), { dryRun, prune });
const changesOf = async (...call: Parameters<typeof bring>) =>
  Object.fromEntries((await bring(...call)).changes.map(({ name, change }) => [name, change]));
const names = async () => (await listRecipes(world, owner, "alpha")).map(({ name }) => name);

const TWO = `
recipes:
  - name: API errors
    trigger: { type: error_rate_above, percent: 5, endpoint: send_message }
    remind_every_minutes: 240
    schedule: { days: [mon, tue], from: "22:00", to: "06:00" }
    actions:
      - type: slack
        url: https://hooks.slack.example/services/secret
        name: "#api-alerts"
        failover: { type: email, to: on-call@acme.example }
  - name: API down
    enabled: false
    trigger: { type: down }
    actions:
      - { type: webhook, url: https://example.com/hook }
`;

describe("Recipes as code", () => {
  it("are what they were after they went out and came back", async () => {
    const { secrets } = await bring(TWO);
    expect(secrets).toMatchObject([{ recipe: "API down", secret: expect.stringMatching(/^whsec_/) }]);
    const before = await listRecipes(world, owner, "alpha");
    const text = await exportRecipes(world, owner, "alpha");
    expect(text).not.toContain("secret");
    expect(text).toContain("# If the error rate of send_message is above 5 %, over 5 minutes");
    expect(text).not.toContain("window_minutes");
    expect(await changesOf(text)).toEqual({ "API down": "unchanged", "API errors": "unchanged" });
    expect(await listRecipes(world, owner, "alpha")).toEqual(before);
    await world.database.alertRecipe.deleteMany();
    expect(await changesOf(text)).toEqual({ "API down": "created", "API errors": "created" });
    expect(await exportRecipes(world, owner, "alpha")).toBe(text);
  });

  it("keep a window that was chosen, and have none where none was", async () => {
    const triggers = {
      Budget: "{ type: budget_burn, objective_percent: 99.9, window_minutes: 0.5 }",
      Pattern: "{ type: unusual, measure: requests, window_minutes: 10 }",
      Silence: "{ type: no_traffic, window_minutes: 0.5 }",
      "Usual pattern": "{ type: unusual, measure: requests }",
    };
    const hook = "actions: [{ type: webhook, url: https://example.com/hook }]";
    const lines = Object.entries(triggers).map(
      ([name, trigger]) => `  - { name: ${name}, trigger: ${trigger}, ${hook} }`,
    );
    await bring(`recipes:\n${lines.join("\n")}\n`);
    const text = await exportRecipes(world, owner, "alpha");
    expect(text.match(/window_minutes: [\d.]+/g)).toEqual([
      "window_minutes: 0.5",
      "window_minutes: 10",
      "window_minutes: 0.5",
    ]);
    await world.database.alertRecipe.deleteMany();
    await bring(text);
    expect(await exportRecipes(world, owner, "alpha")).toBe(text);
  });

  it("go out and come back without a destination, where theirs was removed", async () => {
    const hook = "{ type: webhook, url: https://example.com/hook }";
    await bring(`recipes: [{ name: API down, trigger: { type: down }, actions: [${hook}] }]`);
    const { id } = await world.database.destination.findFirstOrThrow();
    await removeDestination(world, owner, { channel: "alpha", id });
    const text = await exportRecipes(world, owner, "alpha");
    expect(text).toContain("actions: []");
    expect(await changesOf(text)).toEqual({ "API down": "unchanged" });
    await world.database.alertRecipe.deleteMany();
    await bring(text);
    expect(await exportRecipes(world, owner, "alpha")).toBe(text);
    expect(await listRecipes(world, owner, "alpha")).toMatchObject([{ name: "API down", actions: [] }]);
  });

  it("say first what would be, and change nothing by that", async () => {
    await bring(TWO);
    const audited = (await world.audit()).length;
    const changed = TWO.replace("percent: 5", "percent: 8").replace("API down", "API gone");
    const plan = await bring(changed, { dryRun: true, prune: true });
    expect(plan.changes).toMatchObject([
      { name: "API down", change: "removed" },
      { name: "API errors", change: "changed", fields: ["trigger"] },
      { name: "API gone", change: "created" },
    ]);
    expect(plan.secrets).toEqual([]);
    expect(await names()).toEqual(["API down", "API errors"]);
    expect((await world.audit()).length).toBe(audited);
  });

  it("remove what the file lacks only when that is asked for", async () => {
    await bring(TWO);
    const one = TWO.slice(0, TWO.indexOf("  - name: API down"));
    expect(await changesOf(one)).toEqual({ "API down": "kept", "API errors": "unchanged" });
    expect(await changesOf(one, { prune: true })).toEqual({
      "API down": "removed",
      "API errors": "unchanged",
    });
    expect(await names()).toEqual(["API errors"]);
  });

  it("come and change as many as a file may have, each with three destinations", async () => {
    const file = (percent: number) =>
      `recipes:\n${Array.from(
        { length: 100 },
        (_, number) => `  - name: Errors ${number}
    trigger: { type: error_rate_above, percent: ${percent}, endpoint: send_${number} }
    actions:
${[1, 2, 3].map((person) => `      - { type: webhook, url: https://acme.example/${number % 30}/${person} }\n`).join("")}`,
      ).join("")}`;
    const kinds = async (percent: number) => new Set(Object.values(await changesOf(file(percent))));
    expect(await kinds(5)).toEqual(new Set(["created"]));
    expect(await kinds(6)).toEqual(new Set(["changed"]));
    expect(await names()).toHaveLength(100);
  }, 120_000);

  it("leave a mute as it is", async () => {
    await bring(TWO);
    const until = new Date(world.clock.now() + 3_600_000);
    await world.database.alertRecipe.updateMany({ data: { mutedUntil: until } });
    expect(await changesOf(TWO)).toEqual({ "API down": "unchanged", "API errors": "unchanged" });
    expect((await listRecipes(world, owner, "alpha"))[0]?.muted_until).toBe(until.getTime());
  });

  it("come as a whole or not at all, and a mistake is named by its place", async () => {
    const unknown = `${TWO}      - { destination: "#nowhere" }\n`;
    await expect(bring(unknown)).rejects.toEqual(refused("bad_request", "recipes.1.actions.1.destination"));
    const twice = `${TWO}      - { type: webhook, url: https://example.com/hook }\n`;
    await expect(bring(twice, { dryRun: true })).rejects.toEqual(
      refused("bad_request", "recipes.1.actions.1"),
    );
    expect(await names()).toEqual([]);
    expect(await world.database.destination.count()).toBe(0);
    const wrong = recipeFile.safeParse(readYaml(TWO.replace("percent: 5", "percent: many")));
    expect(wrong.error?.issues[0]?.path.join(".")).toBe("recipes.0.trigger.percent");
    const same = recipeFile.safeParse(readYaml(TWO.replace("API down", "API errors")));
    expect(same.error?.issues[0]?.path).toEqual(["recipes"]);
    expect(() => readYaml("recipes: [")).toThrow(expect.objectContaining({ code: "bad_request" }));
    await expect(bring(TWO, {}, member)).rejects.toEqual(refused("forbidden"));
  });

  it("name a destination by its id where two have one name", async () => {
    for (const [place, url] of ["https://example.com/a", "https://example.com/b"].entries()) {
      const recipe = {
        name: `Recipe ${place}`,
        trigger: { type: "down" },
        actions: [{ type: "webhook", url, name: "Hook" }],
      };
      await createRecipe(world, owner, "alpha", recipeInput.parse(recipe));
    }
    const text = await exportRecipes(world, owner, "alpha");
    expect(text).toContain("type: destination");
    expect(await changesOf(text)).toEqual({ "Recipe 0": "unchanged", "Recipe 1": "unchanged" });
    const named = text.replace(/type: destination\n\s*id: .*/, "destination: Hook");
    await expect(bring(named)).rejects.toEqual(refused("bad_request", "recipes.0.actions.0.destination"));
  });
});
