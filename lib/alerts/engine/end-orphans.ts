import { type AlertMessage, storedMessage } from "../message.ts";
import type { EngineDeps } from "./deps.ts";
import { describeBreach } from "./describe.ts";
import { openIncident } from "./load.ts";
import { leadMs } from "./message-of.ts";
import { addDeliveries, addTransition, toldOf } from "./record.ts";

type Deps = Pick<EngineDeps, "database" | "reader">;

/** Ends incidents whose Recipe was removed: nobody measures them any more, and who was told of them hears so. */
export async function endOrphans(deps: Deps, now: number): Promise<void> {
  const orphans = await deps.database.incident.findMany({
    where: { recipeId: null, recoveredAt: null },
    take: 100,
  });
  for (const orphan of orphans) {
    const impact = await impactOf(deps, orphan.channelSlug, openIncident(orphan), now);
    await end(deps, orphan.id, { impact, now });
  }
}

/** Of all its time; nothing where it is not known what it was about, or the index does not answer: what was told stays. */
async function impactOf(
  { reader }: Deps,
  channel: string | null,
  { trigger, startedAt }: ReturnType<typeof openIncident>,
  now: number,
) {
  if (channel === null || trigger === null) return {};
  const range = { from: startedAt - leadMs({ trigger }), to: now };
  return await describeBreach(reader, null, { channel, trigger, ...range }).then(
    ({ impact }) => impact,
    () => ({}),
  );
}

async function end(
  { database }: Deps,
  id: string,
  { impact, now }: { impact: Partial<AlertMessage["data"]>; now: number },
): Promise<void> {
  await database.$transaction(async (tx) => {
    const why = "Its Recipe was removed";
    const fired = await tx.incidentTransition.findFirst({ where: { incidentId: id, kind: "fired" } });
    const { count } = await tx.incident.updateMany({
      where: { id, recoveredAt: null },
      data: { recoveredAt: new Date(now), endedBecause: why },
    });
    if (count === 0 || fired === null) return;
    const began = storedMessage(fired.message);
    const at = new Date(now).toISOString();
    const ended = { title: why, ended_because: why, recovered_at: at, recipe_id: null };
    const message: AlertMessage = {
      type: "alert.recovered",
      timestamp: at,
      data: { ...began.data, ...impact, ...ended },
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
