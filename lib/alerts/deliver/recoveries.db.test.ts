import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DeliveryWorld, openDeliveryWorld } from "../../testing/delivery-world.ts";
import type { Receiver } from "../../testing/receiver.ts";
import { DIGEST_FROM } from "./claim.ts";

/** A recovery is told if its alert was, and only then. */
describe("a recovery within a digest", () => {
  let world: DeliveryWorld;
  let receiver: Receiver;
  let hook: { id: string };
  beforeEach(async () => {
    world = await openDeliveryWorld();
    receiver = await world.receiver();
    hook = await world.destination({ type: "webhook", url: receiver.url });
  });
  afterEach(() => world.closeAll());

  /** An incident whose alert was delivered here, or given up. */
  async function told(status: "delivered" | "failed"): Promise<{ id: string }> {
    const incident = await world.fired(hook);
    await world.database.delivery.updateMany({
      where: { incidentId: incident.id },
      data: { status, fence: 1, attemptCount: 1 },
    });
    return incident;
  }

  async function storm(): Promise<void> {
    for (let n = 0; n < DIGEST_FROM; n++) await world.fired(hook);
  }

  const recoveryOf = ({ id }: { id: string }) =>
    world.database.delivery.findFirstOrThrow({
      where: { incidentId: id, transition: { kind: "recovered" } },
      include: { attempts: true },
    });

  const incidentsIn = (body: string | undefined) =>
    (JSON.parse(body ?? "") as { data: { alerts: { type: string; data: { incident_id: string } }[] } }).data
      .alerts;

  it.each(["before", "after"])(
    "of an alert that never arrived, %s the others: has failed, and is not told",
    async (place) => {
      const incident = await told("failed");
      if (place === "after") await storm();
      world.clock.advance(1);
      await world.recovered(incident);
      world.clock.advance(1);
      if (place === "before") await storm();
      await world.deliver();
      expect(incidentsIn(receiver.received[0]?.body)).toHaveLength(DIGEST_FROM);
      const recovery = await recoveryOf(incident);
      expect(recovery.status).toBe("failed");
      expect(recovery.attempts).toMatchObject([
        { outcome: "failed", statusCode: null, detail: "Its alert was never delivered here." },
      ]);
      const others = await world.database.delivery.findMany({
        where: { incidentId: { not: incident.id } },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        include: { attempts: true },
      });
      expect(others.map(({ status }) => status)).toEqual([
        "delivered",
        ...Array(DIGEST_FROM - 1).fill("digested"),
      ]);
      expect(others[0]?.attempts).toMatchObject([{ number: 1, outcome: "delivered", statusCode: 200 }]);
    },
  );

  it("of an alert that arrived by itself is told there", async () => {
    const incident = await told("delivered");
    await world.recovered(incident);
    await storm();
    await world.deliver();
    const said = incidentsIn(receiver.received[0]?.body).filter(
      ({ data }) => data.incident_id === incident.id,
    );
    expect(said.map(({ type }) => type)).toEqual(["alert.recovered"]);
    expect(["delivered", "digested"]).toContain((await recoveryOf(incident)).status);
  });

  it("that is left out does not change the digest's name when it is tried again", async () => {
    receiver.answer((count) => (count === 0 ? 500 : 200));
    const incident = await told("failed");
    await world.recovered(incident);
    world.clock.advance(1);
    await storm();
    await world.deliver();
    expect((await recoveryOf(incident)).status).toBe("pending");
    world.clock.advance(5_000);
    await world.deliver();
    const names = receiver.received.map(({ headers }) => headers["webhook-id"]);
    expect(names).toHaveLength(2);
    expect(new Set(names).size).toBe(1);
    expect((await recoveryOf(incident)).status).toBe("failed");
    expect(await world.database.delivery.count({ where: { status: "pending" } })).toBe(0);
  });

  it("says nothing about the destination where nothing was sent", async () => {
    const incident = await told("failed");
    await world.recovered(incident);
    await world.deliver();
    expect(receiver.received).toHaveLength(0);
    expect((await recoveryOf(incident)).attempts).toHaveLength(1);
    expect(await world.database.destination.findUniqueOrThrow({ where: { id: hook.id } })).toMatchObject({
      failingSince: null,
      lastError: null,
    });
  });
});
