import type { Clock } from "../clock.ts";
import type { Database } from "../database/client.ts";

/** What the verbs here work on. */
export interface IftttDeps {
  database: Database;
  clock: Clock;
}
