import type { Database } from "../../database/client.ts";
import { type AlertMessage, storedMessage } from "../message.ts";
import { addDeliveries, addTransition, toldOf } from "./record.ts";

/** Ends incidents whose Recipe was removed: nobody measures them any more, and who was told of them hears so. */
export async function endOrphans(database: Database, now: number): Promise<void> {
  const orphans = await database.incident.findMany({
    where: { recipeId: null, recoveredAt: null },
    select: { id: true },
    take: 100,
  });
  for (const { id } of orphans) {
    await database.$transaction(async (tx) => {
      const { count } = await tx.incident.updateMany({
        where: { id, recoveredAt: null },
        data: { recoveredAt: new Date(now) },
      });
      const fired = await tx.incidentTransition.findFirst({ where: { incidentId: id, kind: "fired" } });
      if (count === 0 || fired === null) return;
      const began = storedMessage(fired.message);
      const at = new Date(now).toISOString();
      const message: AlertMessage = {
        type: "alert.recovered",
        timestamp: at,
        data: { ...began.data, recovered_at: at, recipe_id: null },
      };
      const transitionId = await addTransition(
        tx,
        id,
        { kind: "recovered", at: now, value: null, message },
        now,
      );
      await addDeliveries(tx, id, transitionId, await toldOf(tx, id), now);
    });
  }
}
