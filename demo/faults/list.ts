import type { Database } from "#lib/database/client.ts";
import { FAULT_KINDS, faultSettings, type InjectedFault } from "../faults.ts";

/** A fault, and since when it is at work. */
export interface ListedFault extends InjectedFault {
  since: Date;
}

/** Faults at work, oldest first. What this version does not understand is left out. */
export async function listFaults(database: Database): Promise<ListedFault[]> {
  const rows = await database.demoFault.findMany({ orderBy: { since: "asc" } });
  return rows.flatMap((row) => {
    const kind = FAULT_KINDS.find((known) => known === row.kind);
    const settings = faultSettings.safeParse(row.settings);
    if (kind === undefined || !settings.success) return [];
    return [{ channel: row.channelSlug, kind, settings: settings.data, since: row.since }];
  });
}
