import { Pool } from "pg";
import { outliveLostConnections } from "../../../database/outlive.ts";
import type { StreamInspector } from "../inspection.ts";
import { partitionOf } from "../partitioner.ts";
import type { EventStream, StreamConsumer, StreamMessage, StreamRecord, Topic } from "../port.ts";
import { Lane } from "./append.ts";
import { PostgresConsumer } from "./consumer.ts";
import { asStreamError } from "./errors.ts";
import { inspect } from "./inspect.ts";
import { readLag } from "./lag.ts";
import { Wake } from "./notify.ts";
import { readRange } from "./range.ts";
import { type Retention, retain } from "./retain.ts";
import { prepareSchema } from "./schema.ts";
import type { SegmentLimits } from "./segment.ts";

export interface PostgresStreamOptions {
  /** `postgres://…`; the stream lives in its schema `event_stream`, which is created when missing. */
  url: string;
  retention?: Partial<Retention>;
  /** When a partition begins a new segment, the unit of forgetting. */
  segment?: Partial<SegmentLimits>;
}

const HOUR = 3_600_000;
const GIBIBYTE = 1024 ** 3;
const RETAIN_EVERY_MS = 600_000;
const CONNECT_TIMEOUT_MS = 5_000;

/** Opens the embedded stream. Throws `StreamUnavailable` while the server cannot be reached. */
export async function openPostgresStream(
  options: PostgresStreamOptions,
): Promise<EventStream & StreamInspector> {
  const connection = { connectionString: options.url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS };
  const pool = new Pool({
    ...connection,
    application_name: "channelscope event-stream",
    max: 8,
    keepAlive: true,
    // A process stopped in the middle of an append must not hold up everybody else's.
    idle_in_transaction_session_timeout: 10_000,
    lock_timeout: 20_000,
  });
  outliveLostConnections(pool);
  try {
    const incarnation = await prepareSchema(pool);
    const { rows } = await pool.query<{ topic: Topic; partition: number }>(
      "select topic, partition from event_stream.heads order by topic, partition",
    );
    return new PostgresStream(pool, connection, incarnation, rows, options);
  } catch (error) {
    await pool.end();
    throw asStreamError(error);
  }
}

class PostgresStream implements EventStream, StreamInspector {
  readonly incarnation: string;
  readonly #pool: Pool;
  readonly #connection: { connectionString: string; connectionTimeoutMillis: number };
  readonly #lanes = new Map<Topic, Lane[]>();
  readonly #consumers = new Set<StreamConsumer>();
  readonly #wake: Wake;
  readonly #retention: Retention;
  readonly #timer: NodeJS.Timeout;
  #retaining: Promise<unknown> | null = null;

  constructor(
    pool: Pool,
    connection: { connectionString: string; connectionTimeoutMillis: number },
    incarnation: string,
    partitions: { topic: Topic; partition: number }[],
    options: PostgresStreamOptions,
  ) {
    this.incarnation = incarnation;
    this.#pool = pool;
    this.#connection = connection;
    this.#wake = new Wake(pool);
    this.#retention = { maxAgeMs: 48 * HOUR, maxBytes: 20 * GIBIBYTE, ...options.retention };
    const limits = { maxBytes: 128 * 1024 * 1024, maxAgeMs: HOUR, ...options.segment };
    for (const { topic, partition } of partitions) {
      const committed = (rolled: boolean) => {
        this.#wake.topic(topic);
        if (rolled) this.#retain();
      };
      const lanes = this.#lanes.get(topic) ?? [];
      lanes.push(new Lane({ pool, topic, partition, limits, committed }));
      this.#lanes.set(topic, lanes);
    }
    this.#timer = setInterval(() => this.#retain(), RETAIN_EVERY_MS).unref();
  }

  async append(topic: Topic, messages: StreamMessage[]): Promise<void> {
    const lanes = this.#lanes.get(topic) ?? [];
    const shares = new Map<Lane, StreamMessage[]>();
    // Messages without a key need no order: all of one append go to one partition.
    const keyless = Math.floor(Math.random() * lanes.length);
    const chosen = new Map<string, number>();
    for (const message of messages) {
      const { key } = message;
      const partition =
        key === null ? keyless : (chosen.get(key) ?? partitionOf(Buffer.from(key), lanes.length));
      if (key !== null) chosen.set(key, partition);
      const lane = lanes[partition];
      if (lane === undefined) throw new RangeError(`The stream has no topic ${topic}`);
      const share = shares.get(lane);
      if (share === undefined) shares.set(lane, [message]);
      else share.push(message);
    }
    const results = await Promise.allSettled([...shares].map(([lane, share]) => lane.append(share)));
    for (const result of results) if (result.status === "rejected") throw result.reason;
  }

  async consume(topic: Topic, group: string): Promise<StreamConsumer> {
    const consumer = new PostgresConsumer(this.#pool, this.#connection, topic, group);
    try {
      await consumer.join();
    } catch (error) {
      await consumer.close();
      throw error;
    }
    this.#consumers.add(consumer);
    return consumer;
  }

  readRange(topic: Topic, from: number, to: number): AsyncIterable<StreamRecord[]> {
    return readRange(this.#pool, topic, from, to);
  }

  lag(topic: Topic, group: string) {
    return readLag(this.#pool, topic, group);
  }

  inspect() {
    return inspect(this.#pool);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all([...this.#consumers].map((consumer) => consumer.close()));
    await Promise.all([...this.#lanes.values()].flat().map((lane) => lane.settled()));
    await this.#wake.settled();
    await this.#retaining;
    await this.#pool.end();
  }

  #retain(): void {
    this.#retaining ??= retain(this.#pool, this.#retention)
      .catch(() => 0) // tried again at the next roll or tick
      .finally(() => {
        this.#retaining = null;
      });
  }
}
