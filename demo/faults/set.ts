import type { Database } from "#lib/database/client.ts";
import { AppError } from "#lib/errors.ts";
import { CATALOGUE } from "../catalogue.ts";
import type { InjectedFault } from "../faults.ts";

/**
 * Puts a fault to work, in place of one of the same kind on the same Channel. The sandbox takes it up within a
 * second. Throws `bad_request` for a Channel or endpoint that the demo does not have.
 */
export async function setFault(database: Database, fault: InjectedFault, since: Date): Promise<void> {
  const { channel, kind, settings } = fault;
  const known = CATALOGUE.find(({ slug }) => slug === channel);
  if (known === undefined)
    throw new AppError("bad_request", `The demo has no Channel ${channel}.`, { field: "channel" });
  if (settings.endpoint !== null && !known.endpoints.some(({ slug }) => slug === settings.endpoint))
    throw new AppError("bad_request", `${known.name} has no endpoint ${settings.endpoint}.`, {
      field: "endpoint",
    });
  await database.demoFault.upsert({
    where: { channelSlug_kind: { channelSlug: channel, kind } },
    create: { channelSlug: channel, kind, settings, since },
    update: { settings, since },
  });
}
