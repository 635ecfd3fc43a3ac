import type { Hour, Period } from "./port.ts";

/** How new parts of the index are made. */
export interface IndexLayout {
  period: Period;
  /** Primary shards of one index. */
  shards: number;
  /** Copies beside the first, as far as there are nodes for them. */
  replicas: number;
}

export interface ClusterMeasures {
  dataNodes: number;
  /** Of the whole cluster, replicas included, whoever's they are. */
  totalShards: number;
  maxShardsPerNode: number;
  /** Of what the index holds in parts that take no more events; null: too little to tell. */
  stored: { events: number; bytesPerEvent: number } | null;
  /** As parts are made, a change that is under way included. */
  layout: IndexLayout;
}

/** What an index on a cluster can be asked and told; the embedded one has nothing to lay out. */
export interface IndexCluster {
  measure(): Promise<ClusterMeasures>;
  /**
   * New parts follow this layout; those that exist stay as they are. A change of period holds from an instant a little
   * ahead, which is answered, so that every writer knows of it by then.
   */
  apply(layout: IndexLayout): Promise<{ from: Hour }>;
  close(): Promise<void>;
}
