import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KeyHolder, Person } from "../../channels/access.ts";
import { seedDestination, seedIncident, seedRecipe } from "../../testing/incidents.ts";
import { type MembersWorld, openMembersWorld } from "../../testing/members.ts";
import { getIncident } from "./get.ts";
import { listIncidents } from "./list.ts";
import { transitionsOf } from "./transitions.ts";

const MINUTE = 60_000;
const NOON = Date.parse("2026-03-02T12:00:00Z");

let world: MembersWorld;
let member: Person;
let support: Person;
let analyst: Person;
let stranger: Person;
beforeAll(async () => {
  world = await openMembersWorld();
  member = await world.somebody("member@acme.example", { reads: ["alpha"] });
  stranger = await world.somebody("stranger@beta.example", { owns: ["beta"] });
  support = await world.somebody("support@platform.example", { staff: "support" });
  analyst = await world.somebody("analyst@platform.example", { staff: "analyst" });
});
afterAll(() => world.close());

const refused = (code: string, field?: string) => expect.objectContaining({ code, field });
const key: KeyHolder = { type: "key", id: "k", channel: "alpha", scopes: ["read"] };

describe("incidents of a Channel", () => {
  let first: { id: string; number: number };
  let second: { id: string; number: number };
  let third: { id: string; number: number };
  let recipe: { id: string; name: string };
  beforeAll(async () => {
    const slack = await seedDestination(world.database, { channel: "alpha", type: "slack", name: "#api" });
    const pager = await seedDestination(world.database, {
      channel: "alpha",
      type: "pagerduty",
      name: "On call",
    });
    recipe = await seedRecipe(world.database, "alpha", "API errors to #api", [slack, pager]);
    first = await seedIncident(world.database, {
      channel: "alpha",
      startedAt: NOON,
      recoveredAt: NOON + 10 * MINUTE,
    });
    second = await seedIncident(world.database, {
      channel: "alpha",
      recipe,
      startedAt: NOON + 60 * MINUTE,
      impact: { requests: 100, failures: 12, users_affected: 7, fault: "partner" },
      deliveries: [
        {
          destination: pager,
          status: "failed",
          attempts: [
            { outcome: "retry", status_code: 503, duration_ms: 40, detail: "answered 503" },
            { outcome: "failed", status_code: 400, duration_ms: 30, detail: "answered 400" },
          ],
        },
        { destination: slack, after: 6_000, failoverOf: 0, status: "pending" },
      ],
    });
    third = await seedIncident(world.database, { channel: "beta", startedAt: NOON });
  });

  const numbers = async (
    filter: Partial<Parameters<typeof listIncidents>[2]>,
    viewer: Person | KeyHolder = member,
  ) =>
    (await listIncidents(world, viewer, { channel: "alpha", limit: 10, ...filter })).incidents.map(
      ({ number }) => number,
    );

  it("are listed newest first, for members, keys and support alike", async () => {
    for (const viewer of [member, key, support]) {
      expect(await numbers({}, viewer)).toEqual([second.number, first.number]);
    }
  });

  it("can be narrowed to open ones, a Recipe, a time", async () => {
    expect(await numbers({ open: true })).toEqual([second.number]);
    expect(await numbers({ open: false })).toEqual([first.number]);
    expect(await numbers({ recipeId: recipe.id })).toEqual([second.number]);
    expect(await numbers({ from: NOON + 11 * MINUTE })).toEqual([second.number]);
    expect(await numbers({ from: NOON + 5 * MINUTE, to: NOON + 20 * MINUTE })).toEqual([first.number]);
    expect(await numbers({ to: NOON })).toEqual([]);
  });

  it("come page by page", async () => {
    const page = await listIncidents(world, member, { channel: "alpha", limit: 1 });
    expect(page).toMatchObject({ incidents: [{ number: second.number }], next: expect.any(String) });
    const rest = await listIncidents(world, member, { channel: "alpha", limit: 1, cursor: page.next ?? "" });
    expect(rest).toMatchObject({ incidents: [{ number: first.number }], next: null });
    for (const cursor of ["nonsense", "-1", "99999999999"]) {
      const wrong = listIncidents(world, member, { channel: "alpha", limit: 1, cursor });
      await expect(wrong).rejects.toEqual(refused("bad_request", "cursor"));
    }
  });

  it("are hidden from whoever may not read the Channel's alerts", async () => {
    await expect(numbers({}, stranger)).rejects.toEqual(refused("not_found"));
    await expect(numbers({}, analyst)).rejects.toEqual(refused("forbidden"));
    await expect(getIncident(world, stranger, "alpha", first.number)).rejects.toEqual(refused("not_found"));
    await expect(getIncident(world, member, "alpha", third.number)).rejects.toEqual(refused("not_found"));
    await expect(getIncident(world, stranger, "beta", third.number)).resolves.toMatchObject({ id: third.id });
  });

  it("of the installation itself are for its staff", async () => {
    await expect(numbers({ channel: null }, member)).rejects.toEqual(refused("not_found"));
    expect(await numbers({ channel: null }, support)).toEqual([]);
  });

  it("tell their transitions, deliveries and every attempt in order", async () => {
    const incident = await getIncident(world, member, "alpha", second.number);
    expect(incident).toMatchObject({ requests: 100, failures: 12, users_affected: 7, recipes_affected: 0 });
    expect(incident.transitions).toHaveLength(1);
    const [fired] = incident.transitions;
    expect(fired).toMatchObject({
      kind: "fired",
      message: { type: "alert.firing", data: { incident_number: second.number } },
      deliveries: [
        {
          status: "failed",
          destination: { type: "pagerduty", name: "On call" },
          next_attempt_at: null,
          attempts: [
            { number: 1, outcome: "retry", status_code: 503 },
            { number: 2, outcome: "failed", status_code: 400 },
          ],
        },
        { status: "pending", destination: { type: "slack" }, next_attempt_at: expect.any(Number) },
      ],
    });
    expect(fired?.deliveries[1]?.failover_of).toBe(fired?.deliveries[0]?.id);
    const both = await transitionsOf(world.database, [first.id, second.id]);
    expect(both.get(first.id)?.map(({ kind }) => kind)).toEqual(["fired", "recovered"]);
    expect(both.get(second.id)).toEqual(incident.transitions);
  });
});
