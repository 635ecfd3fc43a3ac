import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "../../channels/access.ts";
import { type MembersWorld, openMembersWorld } from "../../testing/members.ts";
import { recipeInput } from "../recipe.ts";
import { createRecipe } from "../recipes/create.ts";
import { updateRecipe } from "../recipes/update.ts";
import { importRecipes } from "../recipes/yaml/import.ts";
import { recipeFile } from "../recipes/yaml/schema.ts";
import { addDestination } from "./add.ts";
import { checkAddresses, type DestinationDeps } from "./check-addresses.ts";
import { ensureDestination } from "./ensure.ts";

let world: MembersWorld;
let owner: Person;
beforeAll(async () => {
  world = await openMembersWorld();
  owner = await world.somebody("owner@acme.example", { owns: ["alpha"] });
});
afterAll(() => world.close());

/** A name server that notes who of us waits for it with a transaction open. */
function nameServer() {
  const waiting: number[] = [];
  const destinations: DestinationDeps = {
    ...world.destinations,
    allowPrivate: false,
    resolve: async () => {
      const [row] = await world.database.$queryRaw<{ open: number }[]>`
        select count(*)::int as open from pg_stat_activity
        where datname = current_database() and state like 'idle in transaction%'`;
      waiting.push(row?.open ?? -1);
      return [{ address: "93.184.215.14", family: 4 }];
    },
  };
  return { waiting, deps: { ...world, destinations } };
}

const hook = (path: string) => ({ type: "webhook" as const, url: `https://hooks.example.com/${path}` });
const trigger = { type: "down" };

describe("names are looked up before a transaction begins, when", () => {
  it("a destination is added", async () => {
    const { waiting, deps } = nameServer();
    await addDestination(deps, owner, "alpha", hook("added"));
    expect(waiting).toEqual([0]);
  });

  it("a Recipe is made and changed, with failovers", async () => {
    const { waiting, deps } = nameServer();
    const actions = [{ ...hook("first"), failover: hook("second") }];
    const input = recipeInput.parse({ name: "Down", trigger, actions });
    const { recipe } = await createRecipe(deps, owner, "alpha", input);
    expect(waiting).toEqual([0, 0]);
    await updateRecipe(deps, owner, "alpha", recipe.id, { actions: [hook("third")] });
    expect(waiting).toEqual([0, 0, 0]);
  });

  it("Recipes are imported, once for each address", async () => {
    const { waiting, deps } = nameServer();
    const recipes = ["One", "Two"].map((name) => ({ name, trigger, actions: [hook("same"), hook(name)] }));
    const file = recipeFile.parse({ recipes });
    await importRecipes(deps, owner, "alpha", file, { dryRun: false, prune: false });
    expect(waiting).toEqual([0, 0, 0]);
  });
});

it("an address that was not asked about makes no destination", async () => {
  const { deps } = nameServer();
  const writer = await checkAddresses(deps.destinations, [hook("asked")]);
  const made = world.database.$transaction((tx) =>
    ensureDestination(tx, writer, owner, "alpha", hook("another")),
  );
  await expect(made).rejects.toThrow("has to be checked");
});
