import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/client.ts";
import type { Log } from "../../log.ts";
import type { Outgoing } from "../../outgoing/types.ts";
import type { ActionSettings } from "../actions/types.ts";

export interface DeliverDeps {
  database: Database;
  clock: Clock;
  log: Log;
  http: Outgoing;
  settings: ActionSettings;
  encryptionKey: string;
  /** Where links lead, without a slash at the end. */
  origin: string;
  /** Of [0, 1). */
  random: () => number;
}
