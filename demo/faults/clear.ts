import type { Database } from "#lib/database/client.ts";
import type { FaultKind } from "../faults.ts";

/** Ends one fault of a Channel, or all of them. */
export async function clearFault(database: Database, channel: string, kind?: FaultKind): Promise<void> {
  await database.demoFault.deleteMany({
    where: { channelSlug: channel, ...(kind === undefined ? {} : { kind }) },
  });
}
