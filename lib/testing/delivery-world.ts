import type { ActionTarget } from "../alerts/action.ts";
import type { ActionSettings } from "../alerts/actions/types.ts";
import { Deliverer } from "../alerts/deliver/deliverer.ts";
import type { DeliverDeps } from "../alerts/deliver/deps.ts";
import { checkAddresses } from "../alerts/destinations/check-addresses.ts";
import { ensureDestination } from "../alerts/destinations/ensure.ts";
import type { TestDeps } from "../alerts/destinations/send-test.ts";
import { operator } from "../channels/access.ts";
import { createLog } from "../log.ts";
import { createOutgoing } from "../outgoing/client.ts";
import { seedIncident } from "./incidents.ts";
import { type MembersWorld, openMembersWorld } from "./members.ts";
import { type Receiver, startReceiver } from "./receiver.ts";

export const CHANNEL = "alpha";

export interface DeliveryWorld extends MembersWorld {
  receiver(): Promise<Receiver>;
  destination(input: ActionTarget): Promise<{ id: string; secret: string | null }>;
  /** An incident that fired just now, on its way to these. */
  fired(...targets: { id: string; failover?: { id: string } }[]): Promise<{ id: string; transition: string }>;
  /** Its recovery, on the way to the same. */
  recovered(incident: { id: string }): Promise<void>;
  /** What a test send needs of it. */
  testing: TestDeps;
  deliverer(changed?: Partial<DeliverDeps>): Deliverer;
  /** Starts what is due and waits for all of it. */
  deliver(deliverer?: Deliverer): Promise<void>;
  /** `delivered after 1`, `pending after 2`, by destination in order of time. */
  states(destination: { id: string }): Promise<string[]>;
  closeAll(): Promise<void>;
}

export const DELIVERY_KEY = "a key for tests only";

export async function openDeliveryWorld(settings: Partial<ActionSettings> = {}): Promise<DeliveryWorld> {
  const world = await openMembersWorld();
  const { database, clock } = world;
  const receivers: Receiver[] = [];
  const deps: DeliverDeps = {
    database,
    clock,
    log: createLog("test", "silent"),
    http: createOutgoing({ allowPrivate: true, timeoutMs: 2_000 }),
    settings: {
      sendMail: null,
      twilio: null,
      pagerDutyUrl: "http://127.0.0.1:9",
      unsubscribeUrl: (id) => `https://scope.example/api/unsubscribe?d=${id}`,
      ...settings,
    },
    encryptionKey: DELIVERY_KEY,
    origin: "https://scope.example",
    random: () => 0,
  };
  const deliverer = (changed: Partial<DeliverDeps> = {}) => new Deliverer({ ...deps, ...changed });
  const usual = deliverer();
  const on = (
    transitionId: string,
    incidentId: string,
    destinationId: string,
    failoverId: string | null,
  ) => ({
    transitionId,
    incidentId,
    destinationId,
    failoverId,
    createdAt: new Date(clock.now()),
    nextAttemptAt: new Date(clock.now()),
  });

  return {
    ...world,
    async receiver() {
      const receiver = await startReceiver();
      receivers.push(receiver);
      return receiver;
    },
    async destination(input) {
      const writer = await checkAddresses({ clock, encryptionKey: DELIVERY_KEY, allowPrivate: true }, [
        input,
      ]);
      return await database.$transaction((tx) => ensureDestination(tx, writer, operator, CHANNEL, input));
    },
    async fired(...targets) {
      const incident = await seedIncident(database, { channel: CHANNEL, startedAt: clock.now() });
      const transition = await database.incidentTransition.findFirstOrThrow({
        where: { incidentId: incident.id },
      });
      await database.delivery.createMany({
        data: targets.map(({ id, failover }) => on(transition.id, incident.id, id, failover?.id ?? null)),
      });
      return { id: incident.id, transition: transition.id };
    },
    async recovered({ id }) {
      const began = await database.incidentTransition.findFirstOrThrow({ where: { incidentId: id } });
      const told = await database.delivery.findMany({
        where: { incidentId: id },
        distinct: ["destinationId"],
      });
      const message = { ...(began.message as object), type: "alert.recovered" };
      const { id: transitionId } = await database.incidentTransition.create({
        data: { ...began, id: undefined, sequence: 2, kind: "recovered", message },
      });
      await database.delivery.createMany({
        data: told.map(({ destinationId }) => on(transitionId, id, destinationId, null)),
      });
    },
    testing: { ...world, ...deps },
    deliverer,
    async deliver(one = usual) {
      await one.deliverDue(() => undefined);
      await one.drain();
    },
    async states({ id }) {
      const rows = await database.delivery.findMany({
        where: { destinationId: id },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      });
      return rows.map(({ status, attemptCount }) => `${status} after ${attemptCount}`);
    },
    async closeAll() {
      await usual.drain();
      await Promise.all(receivers.map((receiver) => receiver.close()));
      await world.close();
    },
  };
}
