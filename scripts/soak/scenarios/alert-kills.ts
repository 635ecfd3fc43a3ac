import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { createDatabase, type Database } from "#lib/database/client.ts";
import type { EventStream } from "#lib/stores/event-stream/port.ts";
import { cutProxy } from "#lib/testing/cut-proxy.ts";
import { startWorker } from "#workers/testing/worker-process.ts";
import { accountFor } from "../alerts/account.ts";
import { MANNERS, startUnrulyReceivers } from "../alerts/unruly-receiver.ts";
import { watchChannels } from "../alerts/watched-channels.ts";
import type { Scenario, World } from "../types.ts";

const CHANNELS = 4;
/** Of a Channel: fails for so long, then is well for so long, over and over. */
const FAILS_MS = 6_000;
const CYCLE_MS = 50_000;
const PATIENCE_MS = 240_000;

const encryptionKey = "a key for soak runs only";

/** Requests of all Channels, ten a second each, whose phases of failure do not fall together. */
async function produce(
  stream: EventStream,
  channels: readonly string[],
  failing: () => boolean,
  signal: AbortSignal,
) {
  const started = Date.now();
  for (let n = 0; !signal.aborted; n++) {
    const messages = channels.map((channel, place) => {
      const phase = (Date.now() - started + (place * CYCLE_MS) / CHANNELS) % CYCLE_MS;
      const status = failing() && phase < FAILS_MS ? 503 : 200;
      const event = {
        id: `${channel}-${n}`,
        timestamp: new Date().toISOString(),
        channel,
        kind: "action",
        endpoint: "send_message",
        status_code: status,
        duration_ms: 20,
        user_id: `user-${n % 40}`,
      };
      return { key: channel, value: Buffer.from(JSON.stringify(event)) };
    });
    await stream.append("api-requests", messages).catch(() => undefined);
    await delay(100, undefined, { signal }).catch(() => undefined);
  }
}

/** However short the run: each Channel's phase of failure has come by. */
async function untilAllFired(database: Database, channels: readonly string[]): Promise<void> {
  const deadline = Date.now() + 2 * CYCLE_MS;
  const where = { channelSlug: { in: [...channels] } };
  while (Date.now() < deadline) {
    const fired = await database.incident.findMany({ where, distinct: ["channelSlug"] });
    if (fired.length === channels.length) return;
    await delay(500);
  }
}

async function untilQuiet(database: Database, channels: readonly string[]): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS;
  const where = { channelSlug: { in: [...channels] } };
  while (Date.now() < deadline) {
    const [open, pending] = await Promise.all([
      database.incident.count({ where: { ...where, recoveredAt: null } }),
      database.delivery.count({ where: { incident: where, status: "pending" } }),
    ]);
    if (open === 0 && pending === 0) return true;
    await delay(500);
  }
  return false;
}

async function run({ stream, environment }: World, size: "short" | "full") {
  await using opened = new AsyncDisposableStack();
  const database = opened.adopt(createDatabase(environment.DATABASE_URL), (it) => it.$disconnect());
  const receivers = opened.adopt(await startUnrulyReceivers(), (it) => it.close());
  const run = randomBytes(3).toString("hex");
  const channels = Array.from({ length: CHANNELS }, (_, n) => `soak-${run}-${n}`);
  await watchChannels(database, { channels, urls: MANNERS.map(receivers.urlOf), encryptionKey });

  // Its own way to the database for the workers alone, to take it away from them.
  const way = opened.adopt(await cutProxy(environment.DATABASE_URL), (it) => it.close());
  const settings = {
    ...environment,
    DATABASE_URL: way.url,
    ENCRYPTION_KEY: encryptionKey,
    ALLOW_PRIVATE_DESTINATIONS: "on",
  };
  const start = (role: string) => startWorker(settings, { roles: [role] });
  const workers = {
    index: await start("index"),
    alerts: await start("alerts"),
    deliver: await start("deliver"),
  };
  opened.defer(async () => {
    await Promise.all(Object.values(workers).map((worker) => worker.stop()));
  });
  const stop = new AbortController();
  let failing = true;
  const producing = produce(stream, channels, () => failing, stop.signal);
  const kills = size === "full" ? 30 : 4;
  const outageMs = size === "full" ? 60_000 : 4_000;
  // A call that ended while the database was away for long could not be written down: one repeat each.
  const mostRepeats = kills + (size === "full" ? CHANNELS * MANNERS.length : 0);
  for (let kill = 0; kill < kills; kill++) {
    await delay(3_000 + Math.random() * (size === "full" ? 12_000 : 9_000));
    const role = kill % 2 === 0 ? "alerts" : "deliver";
    await workers[role].kill();
    workers[role] = await start(role);
    if (kill !== kills / 2) continue;
    way.cut();
    await delay(outageMs);
    way.heal();
  }
  await untilAllFired(database, channels);
  failing = false;
  const quiet = await untilQuiet(database, channels);
  stop.abort();
  await producing;
  const account = await accountFor(database, channels, receivers.taken);
  const problems = [
    quiet ? null : "incidents or deliveries are still open",
    account.transitions < 2 * CHANNELS ? `only ${account.transitions} transitions` : null,
    account.missing > 0 ? `${account.missing} transitions never reached a destination` : null,
    account.repeats > mostRepeats ? `${account.repeats} repeats after ${kills} kills` : null,
    account.renamed > 0 ? `${account.renamed} were sent under two names` : null,
    account.doubled > 0 ? `${account.doubled} incidents overlap` : null,
  ];
  return {
    figures: { kills, "database away s": outageMs / 1_000, ...account },
    problems: problems.filter((problem) => problem !== null),
  };
}

const scenario: Scenario = {
  name: "alert-kills",
  describe:
    "what judges and what delivers alerts is killed with -9, loses the database, and receivers fail, hang and redirect",
  run,
};

export default scenario;
