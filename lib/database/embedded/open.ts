import { randomBytes } from "node:crypto";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createOnce } from "../../create-once.ts";
import { SetupError } from "../../setup-error.ts";
import { ensureDatabase } from "./ensure-database.ts";
import type { Identity } from "./identity.ts";
import { initialize, SUPERUSER } from "./initialize.ts";
import { type Placement, place, settleOwner } from "./placement.ts";
import { choosePort } from "./port.ts";
import { findPostmaster, type Postmaster, stopPostmaster } from "./postmaster.ts";
import { openPresence } from "./presence.ts";
import { type Exit, lastWords, startPostmaster } from "./start.ts";

export interface EmbeddedOptions {
  /** Settings that win over the product's own. */
  settings?: Record<string, string>;
  identity?: Identity;
}

export interface EmbeddedPostgres {
  /** Whether it ran already. */
  readonly adopted: boolean;
  readonly pid: number;
  /** Connection string to a database of this server; the database is not created by this. */
  url(database: string): string;
  ensureDatabase(name: string): Promise<void>;
  /** Resolves when the server went away by itself, and when it is released or stopped. */
  readonly lost: Promise<void>;
  /** Takes what only one process may hold at a time; false when another has it. It ends with the process. */
  claim(): Promise<boolean>;
  /** Leaves the server running. */
  release(): Promise<void>;
  /** Stops the server, with `unlessUsed` only when nobody else is connected; says whether it did. */
  stop(options?: { unlessUsed?: boolean }): Promise<boolean>;
}

/** A killed server's sessions hold its memory for a moment; two starters wait for each other. */
const PATIENCE_MS = 15_000;

/**
 * Starts PostgreSQL in `<dataDir>/postgres`, or adopts the one that runs there. Safe when several processes ask at
 * once. Throws `SetupError` with one line when it cannot.
 */
export async function openEmbeddedPostgres(
  dataDir: string,
  options: EmbeddedOptions = {},
): Promise<EmbeddedPostgres> {
  const placement = await place(resolve(dataDir), options.identity);
  const password = await createOnce(join(placement.home, "password"), () => randomBytes(24).toString("hex"));
  if ((await findPostmaster(placement.data)) === null) {
    await initialize(placement, password);
    await settleOwner(placement);
  }
  return startOrAdopt(placement, password, options.settings ?? {});
}

async function startOrAdopt(
  placement: Placement,
  password: string,
  settings: Record<string, string>,
): Promise<EmbeddedPostgres> {
  const deadline = Date.now() + PATIENCE_MS;
  let avoid: number | undefined;
  for (;;) {
    const running = await findPostmaster(placement.data);
    const found: Postmaster | Exit = running ?? (await start(placement, settings, avoid));
    const opened = "pid" in found ? await use(placement, password, found, running !== null) : found;
    if ("url" in opened) return opened;
    if (!opened.passing || Date.now() > deadline) {
      throw new SetupError(`The embedded PostgreSQL does not start: ${opened.reason}`);
    }
    if (opened.portTaken) avoid = opened.port;
    else await delay(200);
  }
}

async function start(placement: Placement, settings: Record<string, string>, avoid: number | undefined) {
  return startPostmaster(placement, await choosePort(join(placement.home, "port"), avoid), settings);
}

async function use(
  placement: Placement,
  password: string,
  postmaster: Postmaster,
  adopted: boolean,
): Promise<EmbeddedPostgres | Exit> {
  const { pid, port } = postmaster;
  const url = (database: string) => `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
  const stillRuns = async () => (await findPostmaster(placement.data))?.pid === pid;
  const presence = await openPresence(url("postgres"), stillRuns);
  if (presence === null) {
    return { port, portTaken: false, passing: true, reason: await lastWords(placement) };
  }
  return {
    adopted,
    pid,
    url,
    ensureDatabase: (name) => ensureDatabase(url("postgres"), name),
    lost: presence.lost,
    claim: presence.claim,
    release: presence.close,
    async stop({ unlessUsed = false } = {}) {
      const used = unlessUsed && (await presence.others()) > 0;
      await presence.close();
      if (!used) await stopPostmaster(postmaster, placement.data);
      return !used;
    },
  };
}
