import { type Actor, channelScope } from "../../channels/access.ts";
import type { Database } from "../../database/client.ts";
import { AppError } from "../../errors.ts";
import type { DestinationInput, DestinationType } from "../action.ts";
import { checkAddresses, type DestinationDeps } from "./check-addresses.ts";
import { ensureDestination } from "./ensure.ts";

/**
 * Makes a destination that no Recipe uses yet; needs `alerts:write`. `secret` is a webhook's, shown this once. Throws
 * `bad_request` for an address that we do not call, `conflict` for one that is there already.
 */
export async function addDestination(
  { database, destinations }: { database: Database; destinations: DestinationDeps },
  actor: Actor,
  channel: string,
  input: DestinationInput,
): Promise<{ id: string; type: DestinationType; secret: string | null; confirmed: boolean }> {
  channelScope(actor, "alerts:write", channel);
  const writer = await checkAddresses(destinations, [input]);
  return database.$transaction(async (tx) => {
    if ((await tx.channel.findUnique({ where: { slug: channel }, select: { slug: true } })) === null) {
      throw new AppError("not_found", "This Channel is not registered yet, so it cannot have destinations.");
    }
    const before = await tx.destination.findMany({
      where: { channelSlug: channel, removedAt: null },
      select: { id: true },
    });
    const made = await ensureDestination(tx, writer, actor, channel, input);
    if (before.some(({ id }) => id === made.id)) {
      throw new AppError("conflict", "This address is among the Channel's destinations already.");
    }
    const row = await tx.destination.findUniqueOrThrow({
      where: { id: made.id },
      select: { confirmedAt: true },
    });
    return { ...made, confirmed: row.confirmedAt !== null };
  });
}
