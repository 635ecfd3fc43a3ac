import { DeadMan } from "../alerts/platform/dead-man.ts";
import { configuredOrigin } from "../config.ts";
import { getServer } from "../server.ts";
import { testDeps } from "./test-deps.ts";

const LOOK_MS = 30_000;

/** Web notices when the workers judge no alerts any more. */
export function watchEvaluation(): void {
  let deadMan: DeadMan | null = null;
  const look = async () => {
    const server = await getServer();
    deadMan ??= new DeadMan({
      ...testDeps(server, configuredOrigin(server.config)),
      log: server.log,
    });
    await deadMan.look();
  };
  // A store that cannot be opened has been logged; the next look tries again.
  setInterval(() => void look().catch(() => undefined), LOOK_MS).unref();
}
