import { setTimeout as delay } from "node:timers/promises";
import type { Config } from "#lib/config.ts";
import { type Installation, openInstallation } from "#lib/installation.ts";
import { SetupError } from "#lib/setup-error.ts";

/** The session of a launcher that was just killed ends within this. */
const PATIENCE_MS = 2_000;

/** The installation, for this launcher alone: two on one data folder would stop each other's database. */
export async function openClaimed(config: Config): Promise<Installation> {
  const installation = await openInstallation(config);
  const { embedded } = installation;
  const deadline = Date.now() + PATIENCE_MS;
  while (embedded && !(await embedded.claim())) {
    if (Date.now() > deadline) {
      await embedded.release();
      throw new SetupError(
        `Channelscope already runs on the data folder ${config.DATA_DIR}: stop it first, or set DATA_DIR to another folder.`,
      );
    }
    await delay(100);
  }
  return installation;
}
