import type { Archive } from "#lib/stores/archive/port.ts";
import type { EventIndex } from "#lib/stores/event-index/port.ts";
import type { StreamInspector } from "#lib/stores/event-stream/inspection.ts";
import type { EventStream } from "#lib/stores/event-stream/port.ts";
import type { Warehouse } from "#lib/stores/warehouse/port.ts";

/** Handles on engines that the soak run started itself. */
export interface Engines {
  broker: { pause(): void; resume(): void };
  elasticsearch: { stop(): Promise<void>; start(): Promise<void> };
}

/** One node of each engine of a cluster. */
export interface ClusterNodes {
  broker: { kill(): Promise<void>; restart(): Promise<void> };
  elasticsearch: { kill(): Promise<void>; restart(): Promise<void> };
}

/** The stores that a scenario runs on, and where its worker processes find them. */
export interface World {
  stream: EventStream & StreamInspector;
  index: EventIndex;
  archive: Archive;
  /** A handle of one's own. */
  openWarehouse(): Promise<Warehouse>;
  environment: Record<"DATABASE_URL" | "KAFKA_BROKERS" | "ELASTICSEARCH_URL" | "ARCHIVE_URL", string> &
    Record<string, string>;
  /** null where nobody may do that to them. */
  engines: Engines | null;
  cluster: ClusterNodes | null;
}

export type Figures = Record<string, number>;

export interface Verdict {
  figures: Figures;
  /** What was promised and did not hold, a line each. */
  problems: string[];
}

/** What a scenario needs beyond any set of stores. */
type Need = "elasticsearch" | "engines" | "cluster";

export interface Scenario {
  name: string;
  describe: string;
  needs?: Need;
  /** `short`: the same fault for some seconds, for `npm test`. Ends by itself. */
  run(world: World, size: "short" | "full"): Promise<Verdict>;
}
