import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type KeyHolder, type Person, viewAs } from "../../channels/access.ts";
import { seedDestination, seedIncident, seedRecipe } from "../../testing/incidents.ts";
import { type MembersWorld, openMembersWorld } from "../../testing/members.ts";
import { acknowledge } from "./acknowledge.ts";
import { addNote } from "./add-note.ts";
import { getIncident } from "./get.ts";
import { openIncidentCounts } from "./open-counts.ts";
import { sendAgain } from "./send-again.ts";

const MINUTE = 60_000;

let world: MembersWorld;
let owner: Person;
let member: Person;
let support: Person;
let analyst: Person;
let stranger: Person;
let pager: { id: string };
let slack: { id: string };
let recipe: { id: string; name: string };
beforeAll(async () => {
  world = await openMembersWorld();
  owner = await world.somebody("owner@acme.example", { owns: ["alpha"] });
  member = await world.somebody("member@acme.example", { reads: ["alpha"] });
  stranger = await world.somebody("stranger@beta.example", { owns: ["beta"] });
  support = await world.somebody("support@platform.example", { staff: "support" });
  analyst = await world.somebody("analyst@platform.example", { staff: "analyst" });
  pager = await seedDestination(world.database, { channel: "alpha", type: "pagerduty", name: "On call" });
  slack = await seedDestination(world.database, { channel: "alpha", type: "slack", name: "#api" });
  recipe = await seedRecipe(world.database, "alpha", "API errors", [pager, slack]);
});
afterAll(() => world.close());

const refused = (code: string, field?: string) => expect.objectContaining({ code, field });
const readKey: KeyHolder = {
  type: "key",
  id: "0b9d6b7e-0000-7000-8000-000000000001",
  channel: "alpha",
  scopes: ["read"],
};
const writeKey: KeyHolder = { ...readKey, scopes: ["alerts:write"] };

const open = (recoveredAt: number | null = null, pagerStatus: "delivered" | "failed" = "delivered") =>
  seedIncident(world.database, {
    channel: "alpha",
    recipe,
    startedAt: world.clock.now() - 10 * MINUTE,
    recoveredAt,
    deliveries: [{ destination: pager, status: pagerStatus }, { destination: slack }],
  });

describe("acknowledging an incident", () => {
  let number: number;
  beforeEach(async () => {
    ({ number } = await open());
  });

  it("writes who did it, a transition, and a delivery to those destinations that take it", async () => {
    await acknowledge(world, member, "alpha", number);
    const incident = await getIncident(world, member, "alpha", number);
    expect(incident.acknowledged).toEqual({ at: world.clock.now(), by: "member@acme.example" });
    expect(incident.transitions.map(({ kind }) => kind)).toEqual(["fired", "acknowledged"]);
    expect(incident.transitions[1]).toMatchObject({
      message: {
        type: "alert.acknowledged",
        data: { incident_number: number, acknowledged_by: "member@acme.example" },
      },
      deliveries: [{ destination: { id: pager.id }, status: "pending" }],
    });
    expect(incident.transitions[1]?.deliveries).toHaveLength(1);
    expect(await world.audit()).toContain("incident.acknowledge");
  });

  it("is done once: who comes second, or at the same time, finds who was first", async () => {
    const both = await Promise.all([
      acknowledge(world, member, "alpha", number),
      acknowledge(world, support, "alpha", number),
    ]);
    expect(new Set(both.map(({ acknowledged }) => acknowledged?.by)).size).toBe(1);
    await acknowledge(world, owner, "alpha", number);
    const { transitions } = await getIncident(world, member, "alpha", number);
    expect(transitions.map(({ kind }) => kind)).toEqual(["fired", "acknowledged"]);
  });

  it("tells no destination that never heard of the incident", async () => {
    const unheard = await open(null, "failed");
    await acknowledge(world, writeKey, "alpha", unheard.number);
    const { transitions, acknowledged } = await getIncident(world, member, "alpha", unheard.number);
    expect(transitions[1]?.deliveries).toEqual([]);
    expect(acknowledged?.by).toBe("An API key");
  });

  it("is too late once it has recovered", async () => {
    const over = await open(world.clock.now() - MINUTE);
    await expect(acknowledge(world, member, "alpha", over.number)).rejects.toEqual(refused("conflict"));
  });

  it("needs the right, on this very Channel", async () => {
    await expect(acknowledge(world, stranger, "alpha", number)).rejects.toEqual(refused("not_found"));
    await expect(acknowledge(world, stranger, "beta", number)).rejects.toEqual(refused("not_found"));
    const viewing = viewAs(support, "alpha");
    for (const actor of [analyst, readKey, viewing]) {
      await expect(acknowledge(world, actor, "alpha", number)).rejects.toEqual(refused("forbidden"));
    }
    expect((await getIncident(world, member, "alpha", number)).acknowledged).toBeNull();
  });
});

describe("a note", () => {
  it("is shared by both sides, with who wrote it and for whom they work", async () => {
    const { number } = await open();
    await addNote(world, member, "alpha", { number, text: "Bad deploy, rolling back." });
    world.clock.advance(MINUTE);
    await addNote(world, support, "alpha", { number, text: "14 tickets linked." });
    for (const viewer of [member, support, readKey]) {
      expect((await getIncident(world, viewer, "alpha", number)).notes).toMatchObject([
        { author: "member@acme.example", staff: false, text: "Bad deploy, rolling back." },
        { author: "support@platform.example", staff: true, text: "14 tickets linked." },
      ]);
    }
  });

  it("is refused without the right, and on another Channel's incident", async () => {
    const { number } = await open();
    const note = { number, text: "Hello" };
    await expect(addNote(world, stranger, "alpha", note)).rejects.toEqual(refused("not_found"));
    await expect(addNote(world, stranger, "beta", note)).rejects.toEqual(refused("not_found"));
    await expect(addNote(world, readKey, "alpha", note)).rejects.toEqual(refused("forbidden"));
  });
});

describe("sending a delivery again", () => {
  it("sets one that failed due again, and no other", async () => {
    const { number } = await open(null, "failed");
    const [failed, delivered] =
      (await getIncident(world, owner, "alpha", number)).transitions[0]?.deliveries ?? [];
    const again = (id: string | undefined, actor: Person = owner) =>
      sendAgain(world, actor, "alpha", { number, deliveryId: id ?? "" });
    await expect(again(failed?.id, member)).rejects.toEqual(refused("forbidden"));
    await expect(again(failed?.id, stranger)).rejects.toEqual(refused("not_found"));
    await expect(again(delivered?.id)).rejects.toEqual(refused("conflict"));
    await again(failed?.id);
    await expect(again(failed?.id)).rejects.toEqual(refused("conflict"));
    const { transitions } = await getIncident(world, owner, "alpha", number);
    expect(transitions[0]?.deliveries[0]).toMatchObject({
      id: failed?.id,
      status: "pending",
      next_attempt_at: world.clock.now(),
      finished_at: null,
    });
  });

  it("of one that is over sends its end after it, once", async () => {
    const { number } = await open(world.clock.now(), "failed");
    const told = async () => (await getIncident(world, owner, "alpha", number)).transitions;
    const failed = (await told())[0]?.deliveries[0]?.id ?? "";
    await sendAgain(world, owner, "alpha", { number, deliveryId: failed });
    expect((await told())[1]?.deliveries).toMatchObject([{ status: "pending" }]);
    const toBoth = { incident: { number }, destination: { deliveries: { some: { id: failed } } } };
    await world.database.delivery.updateMany({ where: toBoth, data: { status: "failed" } });
    await sendAgain(world, owner, "alpha", { number, deliveryId: failed });
    expect((await told())[1]?.deliveries).toMatchObject([{ status: "pending" }]);
  });
});

describe("counts of open incidents", () => {
  it("reach as far as the viewer's rights", async () => {
    await world.database.incident.deleteMany({});
    await open();
    await open();
    await open(world.clock.now());
    await seedIncident(world.database, { channel: "beta", startedAt: world.clock.now() });
    expect([...(await openIncidentCounts(world.database, member))]).toEqual([["alpha", 2]]);
    expect(await openIncidentCounts(world.database, stranger)).toEqual(new Map([["beta", 1]]));
    expect((await openIncidentCounts(world.database, support)).size).toBe(2);
    expect(await openIncidentCounts(world.database, analyst)).toEqual(new Map());
  });
});
