import type { Topic } from "./port.ts";

export interface PartitionState {
  partition: number;
  /** The oldest offset that is kept. */
  oldest: number;
  /** The offset the next append will get. */
  end: number;
  replicas: number;
  /** Fewer than `replicas`: the partition is under-replicated. */
  inSync: number;
  /** What its records take on disk; null where the store does not tell. */
  bytes: number | null;
}

export interface GroupState {
  group: string;
  partitions: { partition: number; committed: number; lag: number }[];
}

export interface TopicState {
  topic: Topic;
  /** Ascending. */
  partitions: PartitionState[];
  /** Groups that committed or read anything of the topic, by name. */
  groups: GroupState[];
}

/** What operators want to know of a stream, beside reading and writing it. */
export interface StreamInspector {
  /** Every topic of the product. Throws `StreamUnavailable`. */
  inspect(): Promise<TopicState[]>;
}
