import { join } from "node:path";
import { systemClock } from "#lib/clock.ts";
import { type Config, ConfigError, configuredOrigin, parseConfig } from "#lib/config.ts";
import { createDatabase } from "#lib/database/client.ts";
import { iftttSettings } from "#lib/ifttt/settings.ts";
import { openInstallation } from "#lib/installation.ts";
import { createLog, type Log } from "#lib/log.ts";
import { SetupError } from "#lib/setup-error.ts";
import type { Archive } from "#lib/stores/archive/port.ts";
import { IndexUnavailable } from "#lib/stores/event-index/port.ts";
import { StreamUnavailable } from "#lib/stores/event-stream/port.ts";
import {
  openArchive,
  openEventIndex,
  openEventStream,
  openRollups,
  openWarehouse,
} from "#lib/stores/open.ts";
import { RollupsUnavailable } from "#lib/stores/rollups/port.ts";
import type { Warehouse } from "#lib/stores/warehouse/port.ts";
import { findRoles } from "./find-roles.ts";
import { heartbeatTasks } from "./heartbeat.ts";
import { createMetrics } from "./metrics.ts";
import { startMetricsServer } from "./metrics-server.ts";
import { helpText, parseOptions, UsageError } from "./options.ts";
import { inOwnProcess, onceLeft, spawnRole } from "./own-process.ts";
import type { Role } from "./role.ts";
import { runTasks } from "./runtime.ts";

interface Wanted {
  here: Role[];
  /** In processes of their own. */
  apart: Role[];
}

/** Opened one by one, closed in reverse order, whatever fails in between. */
async function work(config: Config, { here, apart }: Wanted, stop: AbortSignal, log: Log): Promise<number> {
  await using opened = new AsyncDisposableStack();
  const installation = opened.adopt(await openInstallation(config), (it) => it.close());
  const database = opened.adopt(createDatabase(installation.databaseUrl), (it) => it.$disconnect());
  const stream = opened.adopt(await openEventStream(installation, (message) => log.warn(message)), (it) =>
    it.close(),
  );
  const index = opened.adopt(await openEventIndex(installation), (it) => it.close());
  const rollups = opened.adopt(await openRollups(installation), (it) => it.close());
  const metrics = createMetrics(() => index.visibilityMs);
  if (config.WORKER_METRICS_PORT !== undefined) {
    const server = await startMetricsServer(metrics.registry, config.WORKER_METRICS_PORT);
    opened.adopt(server, (it) => it.close());
    log.info({ port: server.port }, "metrics");
  }
  let archive: Promise<Archive> | undefined;
  opened.defer(async () => (await archive?.catch(() => undefined))?.close());
  const archived = () => {
    archive ??= openArchive(installation);
    return archive;
  };
  let warehouse: Promise<Warehouse> | undefined;
  opened.defer(async () => (await warehouse?.catch(() => undefined))?.close());
  const deps = {
    database,
    stream,
    index,
    rollups,
    archive: archived,
    warehouse: () => {
      warehouse ??= openWarehouse(installation, archived);
      return warehouse;
    },
    clock: systemClock,
    log,
    metrics,
  };
  const settings = {
    retentionDays: config.RETENTION_DAYS,
    spool: join(config.DATA_DIR, "spool"),
    snapshotSourceUrl: config.SNAPSHOT_SOURCE_URL ?? null,
    pseudonymKey: installation.secrets.pseudonymKey,
    databaseUrl: installation.databaseUrl,
    ifttt: iftttSettings(config),
    encryptionKey: installation.secrets.encryptionKey,
    allowPrivate: config.ALLOW_PRIVATE_DESTINATIONS,
    actions: config,
    heartbeatUrl: config.HEARTBEAT_URL ?? null,
    publicOrigin: configuredOrigin(config),
  };
  const names = [...here, ...apart].map(({ name }) => name);
  const tasks = [
    ...here.flatMap((role) => role.tasks(deps, settings)),
    ...apart.map(({ name }) => inOwnProcess(name, () => spawnRole(name, process.env), log)),
    ...heartbeatTasks(
      deps,
      here.map(({ name }) => name),
    ),
  ];
  log.info({ roles: names }, "worker runs");
  const code = await runTasks(tasks, stop, log);
  log.info({ code }, "worker stopped");
  return code;
}

/** What a person can act on is one line; anything else shows where it came from. */
function explain(error: unknown): string {
  const expected = [
    UsageError,
    ConfigError,
    SetupError,
    StreamUnavailable,
    IndexUnavailable,
    RollupsUnavailable,
  ];
  if (error instanceof Error && expected.some((type) => error instanceof type)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function main(): Promise<number> {
  const roles = await findRoles();
  const options = parseOptions(
    process.argv.slice(2),
    roles.map(({ name }) => name),
  );
  if (options === null) {
    process.stdout.write(helpText(roles));
    return 0;
  }
  const config = parseConfig(process.env);
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop.abort());
  onceLeft(() => stop.abort());
  const named = options.roles;
  const wanted =
    named === null
      ? {
          here: roles.filter(({ kind }) => kind === "real time"),
          apart: roles.filter(({ kind }) => kind === "batch"),
        }
      : { here: roles.filter(({ name }) => named.includes(name)), apart: [] };
  return work(config, wanted, stop.signal, createLog("worker", config.LOG_LEVEL));
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(error instanceof UsageError ? 2 : 1);
  },
);
