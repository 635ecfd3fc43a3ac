/** Topics are part of the public contract; `.dead` holds what a consumer could not accept. */
export const TOPICS = ["api-requests", "interactions", "api-requests.dead", "interactions.dead"] as const;
export type Topic = (typeof TOPICS)[number];

export interface StreamMessage {
  /** The Channel's slug: one key stays in one partition and keeps its order. */
  key: string | null;
  /** null is a tombstone. */
  value: Buffer | null;
  headers?: Record<string, string>;
}

export interface StreamRecord extends StreamMessage {
  topic: Topic;
  partition: number;
  /** Unique and rising within a partition; gaps are allowed. */
  offset: number;
  /** When the stream took it, milliseconds since 1970. */
  appendedAt: number;
}

/** Records of one or several partitions, in order within each. */
export interface StreamBatch {
  records: StreamRecord[];
  /**
   * Says that all records of this batch are durably handled. Batches may be acknowledged in any order: only the
   * contiguous prefix of each partition is committed. Rejects with `StreamUnavailable` when a partition is no longer
   * this consumer's or the commit failed: the records are then delivered again, to this consumer or another.
   */
  acknowledge(): Promise<void>;
}

export interface ReadLimits {
  maxRecords: number;
  maxBytes: number;
  /** How long to wait for the first record, milliseconds. */
  waitMs: number;
}

/** One member of a consumer group. Closing gives its partitions back; what is unacknowledged is delivered again. */
export interface StreamConsumer {
  /**
   * The next records, null when none came within `waitMs`. One call at a time. Throws `StreamUnavailable` when the
   * stream could not be reached within `waitMs` (call again) or the consumer is closed, anything else when it is lost for
   * good.
   */
  next(limits: ReadLimits): Promise<StreamBatch | null>;
  close(): Promise<void>;
}

export interface PartitionLag {
  partition: number;
  /** The next offset the group will handle. */
  committed: number;
  /** The offset the next append will get. */
  end: number;
  /** Records the group has not acknowledged (an upper bound where offsets have gaps). */
  lag: number;
}

/** An ordered, partitioned, durable log. Kafka's semantics: at-least-once, order per key. */
export interface EventStream {
  /** Differs between two streams that number their offsets anew: part of the ids derived from offsets. */
  readonly incarnation: string;
  /** Resolves when the messages are durable; rejects as a whole, and a retry may then double some. */
  append(topic: Topic, messages: StreamMessage[]): Promise<void>;
  /** A new group starts at the oldest record kept. */
  consume(topic: Topic, group: string): Promise<StreamConsumer>;
  /** Records appended in [from, to) by the stream's own clock, in order within each partition. */
  readRange(topic: Topic, from: number, to: number): AsyncIterable<StreamRecord[]>;
  lag(topic: Topic, group: string): Promise<PartitionLag[]>;
  close(): Promise<void>;
}

/** The stream cannot be reached or refuses for a passing reason; the caller may try again. */
export class StreamUnavailable extends Error {
  override readonly name = "StreamUnavailable";
}
