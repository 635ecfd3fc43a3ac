import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/client.ts";
import type { Log } from "../../log.ts";
import type { SensorDeps } from "./sensors/sensor.ts";

export interface EngineDeps extends SensorDeps {
  database: Database;
  clock: Clock;
  log: Log;
  /** Where links in messages lead, without a slash at the end. */
  origin: string;
  /** Names this evaluator among all of them. */
  evaluator: string;
}
