import type { Database } from "#lib/database/client.ts";
import type { Log } from "#lib/log.ts";
import { listFaults } from "./faults/list.ts";
import type { Runner } from "./runner/runner.ts";
import type { Sandbox } from "./sandbox/sandbox.ts";
import { readState } from "./state.ts";

const EVERY_MS = 500;

/** Carries what staff set in the demo panel to sandbox and runner. Resolves once it did so for the first time. */
export async function followControl(deps: {
  database: Database;
  sandbox: Sandbox;
  runner: Runner;
  log: Log;
}): Promise<{ stop(): void }> {
  const { database, sandbox, runner, log } = deps;
  let failing = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    try {
      await sandbox.setFaults(await listFaults(database));
      runner.setRate({ multiplier: (await readState(database, "rate"))?.multiplier ?? 1 });
      failing = false;
    } catch (error) {
      // The database is away for a while: what was set stays; said once.
      if (!failing) log.warn({ err: error }, "the demo cannot read its settings");
      failing = true;
    }
    if (!stopped) timer = setTimeout(look, EVERY_MS);
  }

  await look();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
