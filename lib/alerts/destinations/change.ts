import type { Prisma } from "#prisma/client/client.ts";
import type { Actor } from "../../channels/access.ts";
import { AppError } from "../../errors.ts";
import { writeAudit } from "../../members/audit.ts";
import type { MemberDeps } from "../../members/deps.ts";
import { requireDestinations } from "./require-write.ts";

interface Named {
  /** null: the installation itself. */
  channel: string | null;
  id: string;
}

/** Gives a destination another name. */
export async function renameDestination(
  deps: MemberDeps,
  actor: Actor,
  { name, ...named }: Named & { name: string },
): Promise<void> {
  await change(deps, actor, named, { action: "destination.rename", data: () => ({ name }) });
}

/** Lets a destination that was switched off be called again. */
export async function enableDestination(deps: MemberDeps, actor: Actor, named: Named): Promise<void> {
  await change(deps, actor, named, {
    action: "destination.enable",
    data: () => ({
      disabledAt: null,
      disabledReason: null,
      failingSince: null,
      atFaultSince: null,
      lastError: null,
      pausedUntil: null,
    }),
  });
}

/** Takes a destination away, from its Recipes as well; its receipts stay. What is on its way is given up. */
export async function removeDestination(deps: MemberDeps, actor: Actor, named: Named): Promise<void> {
  await change(deps, actor, named, {
    action: "destination.remove",
    data: (now) => ({ removedAt: now, settings: "" }),
    also: async (tx) => {
      await tx.alertAction.deleteMany({ where: { destinationId: named.id } });
      await tx.alertAction.updateMany({
        where: { failoverDestinationId: named.id },
        data: { failoverDestinationId: null },
      });
    },
  });
}

async function change(
  { database, clock }: MemberDeps,
  actor: Actor,
  { channel, id }: Named,
  {
    action,
    data,
    also,
  }: {
    action: string;
    data: (now: Date) => Prisma.DestinationUpdateInput;
    also?: (tx: Prisma.TransactionClient) => Promise<void>;
  },
): Promise<void> {
  requireDestinations(actor, channel);
  const now = clock.now();
  await database.$transaction(async (tx) => {
    const row = await tx.destination.findFirst({
      where: { id, channelSlug: channel, removedAt: null },
      select: { hint: true, type: true },
    });
    if (row === null)
      throw new AppError("not_found", "There is no such destination, or it was removed already.");
    await tx.destination.update({ where: { id }, data: data(new Date(now)) });
    await also?.(tx);
    const entry = { action, subject: row.hint, detail: { type: row.type } };
    await writeAudit(tx, now, actor, channel === null ? entry : { ...entry, channel });
  });
}
