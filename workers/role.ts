import type { ActionConfig } from "#lib/alerts/actions/action-settings.ts";
import type { Database } from "#lib/database/client.ts";
import type { IftttSettings } from "#lib/ifttt/settings.ts";
import type { Archive } from "#lib/stores/archive/port.ts";
import type { IndexInspector } from "#lib/stores/event-index/inspection.ts";
import type { StreamInspector } from "#lib/stores/event-stream/inspection.ts";
import type { Warehouse } from "#lib/stores/warehouse/port.ts";
import type { WorkerDeps } from "./deps.ts";
import type { WorkerTask } from "./runtime.ts";

export interface RoleDeps extends WorkerDeps {
  stream: WorkerDeps["stream"] & StreamInspector;
  index: WorkerDeps["index"] & IndexInspector;
  database: Database;
  /** Opened by the first who asks. */
  archive: () => Promise<Archive>;
  warehouse: () => Promise<Warehouse>;
}

export interface RoleSettings {
  retentionDays: number;
  pseudonymKey: string;
  /** Whose users and Recipes the daily snapshot takes; null: the application database's. */
  snapshotSourceUrl: string | null;
  /** Of the application database, for a connection of one's own. */
  databaseUrl: string;
  /** Where links in messages lead, without a slash at the end. */
  publicOrigin: string;
  /** null: there is no service of the IFTTT protocol. */
  ifttt: IftttSettings | null;
  /** Of what is stored of others' secrets. */
  encryptionKey: string;
  /** Calls to addresses that users gave may stay on this machine: for development and tests. */
  allowPrivate: boolean;
  actions: ActionConfig;
  /** A folder on this machine, for what is disposable. */
  spool: string;
  /** An outside monitor that expects to hear from us; null: none. */
  heartbeatUrl: string | null;
}

/** What a worker process can do: the default export of a file in `workers/roles`. */
export interface Role {
  /** As `--roles` takes it. */
  name: string;
  /** One line for `--help`. */
  describe: string;
  /**
   * `real time` shares a process with others that are; `batch` gets one of its own unless it is asked for by name, so
   * that nothing it does delays them.
   */
  kind: "real time" | "batch";
  tasks(deps: RoleDeps, settings: RoleSettings): WorkerTask[];
}
