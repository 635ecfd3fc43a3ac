import type { Database } from "#lib/database/client.ts";
import { writeState } from "./state.ts";

/** What the panel offers, in times the ordinary rate. */
export const MULTIPLIERS = [1, 10, 50] as const;

/** The runner takes it up within a second. */
export async function setRate(database: Database, multiplier: number): Promise<void> {
  await writeState(database, "rate", { multiplier });
}
