import { join } from "node:path";
import { systemClock } from "#lib/clock.ts";
import { type Config, ConfigError, parseConfig } from "#lib/config.ts";
import { createDatabase } from "#lib/database/client.ts";
import { pseudonymizer } from "#lib/events/pseudonym.ts";
import { openInstallation } from "#lib/installation.ts";
import { createLog } from "#lib/log.ts";
import { SetupError } from "#lib/setup-error.ts";
import { type Archive, ArchiveUnavailable } from "#lib/stores/archive/port.ts";
import { StreamUnavailable } from "#lib/stores/event-stream/port.ts";
import { openArchive, openEventStream } from "#lib/stores/open.ts";
import type { DemoDeps } from "./deps.ts";
import { type DemoOptions, HELP, parseOptions, UsageError } from "./options.ts";
import { needsPreparing, prepareDemo } from "./prepare.ts";
import { READY, startPreparer } from "./preparer.ts";
import { runDemo } from "./run.ts";

const DAY_MS = 86_400_000;
/** The oldest would be too old for the index once it arrives. */
const TELLING_DAYS = 1 / 24;

/** Opened one by one, closed in reverse order, whatever fails in between. */
async function demonstrate(config: Config, options: DemoOptions, stop: AbortController): Promise<void> {
  if (!config.DEMO) throw new SetupError("DEMO=off: this installation wants no demo.");
  const log = createLog("demo", config.LOG_LEVEL);
  await using opened = new AsyncDisposableStack();
  const installation = opened.adopt(await openInstallation(config), (it) => it.close());
  const database = opened.adopt(createDatabase(installation.databaseUrl), (it) => it.$disconnect());
  const stream = opened.adopt(await openEventStream(installation), (it) => it.close());
  const pseudonymOf = pseudonymizer(installation.secrets.pseudonymKey);
  const destinations = {
    clock: systemClock,
    encryptionKey: installation.secrets.encryptionKey,
    allowPrivate: config.ALLOW_PRIVATE_DESTINATIONS,
  };
  const retentionMs = config.RETENTION_DAYS * DAY_MS;
  let archive: Promise<Archive> | undefined;
  opened.defer(async () => (await archive?.catch(() => undefined))?.close());
  const deps: DemoDeps = {
    database,
    stream,
    archive: () => {
      archive ??= openArchive(installation);
      return archive;
    },
    spool: join(config.DATA_DIR, "spool"),
    clock: systemClock,
    log,
    retentionMs,
    pseudonymOf,
    destinations,
  };
  const historyDays = Math.min(options.historyDays, config.RETENTION_DAYS - TELLING_DAYS);
  if (options.prepareOnly)
    await prepareDemo(deps, { historyDays, onReady: () => process.send?.(READY) }, stop.signal);
  else await perform(deps, historyDays, stop);
  log.info("demo stopped");
}

/** Live traffic, and beside it the process that makes what is missing of the past. Ends when that one fails. */
async function perform(deps: DemoDeps, historyDays: number, stop: AbortController): Promise<void> {
  if (!(await needsPreparing(deps, historyDays))) return runDemo(deps, stop.signal);
  const preparer = startPreparer(import.meta.filename, ["--prepare", `--history-days=${historyDays}`]);
  stop.signal.addEventListener("abort", () => preparer.stop());
  await preparer.ready;
  const running = runDemo(deps, stop.signal);
  await preparer.done.catch((error: unknown) => {
    stop.abort();
    return running.then(() => Promise.reject(error));
  });
  await running;
}

/** What a person can act on is one line; anything else shows where it came from. */
function explain(error: unknown): string {
  const expected = [UsageError, ConfigError, SetupError, StreamUnavailable, ArchiveUnavailable];
  if (error instanceof Error && expected.some((type) => error instanceof type)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options === null) {
    process.stdout.write(HELP);
    return;
  }
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "disconnect"] as const) process.on(signal, () => stop.abort());
  await demonstrate(parseConfig(process.env), options, stop);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(error instanceof UsageError ? 2 : 1);
  },
);
