import type { Clock } from "../clock.ts";
import type { Database } from "../database/client.ts";

/** What every verb here works on. */
export interface MemberDeps {
  database: Database;
  clock: Clock;
}
