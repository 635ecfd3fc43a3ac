import type { Database } from "#lib/database/client.ts";
import { FIRST_FAULTS } from "../faults.ts";
import { presentFaultSince } from "../history/incidents.ts";
import { setFault } from "./set.ts";

/** Continues live what the history of the week before `anchor` ends with. */
export async function putFirstFaults(database: Database, anchor: number): Promise<void> {
  for (const fault of FIRST_FAULTS) await setFault(database, fault, presentFaultSince(anchor));
}
