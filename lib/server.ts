import type { DestinationDeps } from "./alerts/destinations/check-addresses.ts";
import { type Clock, systemClock } from "./clock.ts";
import { type Config, parseConfig } from "./config.ts";
import { createDatabase, type Database } from "./database/client.ts";
import { DeadLetterDays } from "./dead-letters/day-counts.ts";
import { AppError } from "./errors.ts";
import { openInstallation } from "./installation.ts";
import { createLog, type Log } from "./log.ts";
import { withRollups } from "./rollups/reader.ts";
import type { Secrets } from "./secrets.ts";
import type { IndexCluster } from "./stores/event-index/cluster.ts";
import type { IndexInspector } from "./stores/event-index/inspection.ts";
import type { EventIndexReader } from "./stores/event-index/port.ts";
import { shareReads } from "./stores/event-index/share-reads.ts";
import { whileAnswering } from "./stores/event-index/while-answering.ts";
import type { StreamInspector } from "./stores/event-stream/inspection.ts";
import type { EventStream } from "./stores/event-stream/port.ts";
import {
  openArchive,
  openEventIndex,
  openEventStream,
  openIndexCluster,
  openRollups,
  openWarehouse,
  openWarehouseReports,
} from "./stores/open.ts";
import type { Warehouse, WarehouseReports } from "./stores/warehouse/port.ts";

/** What pages and routes work with. */
export interface Server {
  config: Config;
  database: Database;
  stream: EventStream & StreamInspector;
  /** Keeps what it counted, so there is one for the whole process. */
  deadLetterDays: DeadLetterDays;
  index: EventIndexReader & IndexInspector;
  /** null where the index is embedded. */
  cluster: Pick<IndexCluster, "measure"> | null;
  /** The warehouse for SQL that staff write. */
  reports: WarehouseReports;
  /** For reading; its server is asked when something is read. */
  warehouse: Pick<Warehouse, "query">;
  secrets: Secrets;
  /** What making and testing alert destinations needs. */
  destinations: DestinationDeps;
  clock: Clock;
  log: Log;
}

/** Next loads a module once per bundle, several times in one process: what is opened once hangs on the process. */
const KEY = Symbol.for("channelscope.server");
const holder: typeof globalThis & { [KEY]?: Promise<Server> } = globalThis;

/** The server of this web process, opened by the first who asks. Throws `unavailable`; the next call tries again. */
export function getServer(): Promise<Server> {
  holder[KEY] ??= open().catch((cause: unknown) => {
    delete holder[KEY];
    throw new AppError("unavailable", "A store of this installation does not answer.", {
      retryAfter: 5,
      cause,
    });
  });
  return holder[KEY];
}

async function open(): Promise<Server> {
  const config = parseConfig(process.env);
  const log = createLog("web", config.LOG_LEVEL);
  const opened = new AsyncDisposableStack();
  try {
    return await openAll(config, log, opened);
  } catch (error) {
    log.error({ err: error }, "a store cannot be opened");
    await opened.disposeAsync().catch((err: unknown) => log.error({ err }, "a store cannot be closed"));
    throw error;
  }
}

async function openAll(config: Config, log: Log, opened: AsyncDisposableStack): Promise<Server> {
  const keep = <T extends { close(): Promise<void> } | null>(store: T): T =>
    opened.adopt(store, (it) => it?.close());
  const installation = keep(await openInstallation(config));
  const opening = [
    openEventStream(installation).then(keep),
    openEventIndex(installation).then(keep),
    openRollups(installation).then(keep),
  ] as const;
  // One that opens after another has failed must be closed, too.
  await Promise.allSettled(opening);
  const [stream, index, rollups] = await Promise.all(opening);
  return {
    config,
    stream,
    deadLetterDays: new DeadLetterDays(stream),
    index: {
      ...shareReads(whileAnswering(withRollups(index, rollups), systemClock), systemClock),
      inspect: () => index.inspect(),
    },
    cluster: keep(await openIndexCluster(config)),
    reports: keep(await openWarehouseReports(installation)),
    warehouse: keep(await openWarehouse(installation, () => openArchive(installation))),
    // Connects when it is first used: nothing to close before.
    database: createDatabase(installation.databaseUrl),
    secrets: installation.secrets,
    destinations: {
      clock: systemClock,
      encryptionKey: installation.secrets.encryptionKey,
      allowPrivate: config.ALLOW_PRIVATE_DESTINATIONS,
    },
    clock: systemClock,
    log,
  };
}
