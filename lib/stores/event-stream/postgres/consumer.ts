import type { ClientConfig, Pool } from "pg";
import { Signal } from "../../../signal.ts";
import { ContiguousPrefix, type DeliveredSpan } from "../contiguous.ts";
import {
  type ReadLimits,
  type StreamBatch,
  type StreamConsumer,
  type StreamRecord,
  StreamUnavailable,
  type Topic,
} from "../port.ts";
import { asStreamError } from "./errors.ts";
import { PartitionReader } from "./read.ts";
import { GroupSession } from "./session.ts";

/** How often members look at each other; a change is also notified. */
const BALANCE_MS = 1_000;
/** How long a waiting reader trusts notifications before it looks itself. */
const POLL_MS = 250;
/** How long a partition to be given away waits for what is under way to be acknowledged. */
const DRAIN_MS = 5_000;

interface Held {
  partition: number;
  reader: PartitionReader;
  prefix: ContiguousPrefix;
  /** When it is to be given away although something is unacknowledged; null while it is to be kept. */
  drainUntil: number | null;
  released: boolean;
}

/** A member of a group: holds its fair share of the topic's partitions and reads them. */
export class PostgresConsumer implements StreamConsumer {
  readonly #pool: Pool;
  readonly #config: ClientConfig;
  readonly #topic: Topic;
  readonly #group: string;
  readonly #signal = new Signal();
  readonly #held = new Map<number, Held>();
  readonly #timer: NodeJS.Timeout;
  #session: GroupSession | null = null;
  #balancing: Promise<void> | null = null;
  #closed: boolean = false;

  constructor(pool: Pool, config: ClientConfig, topic: Topic, group: string) {
    this.#pool = pool;
    this.#config = config;
    this.#topic = topic;
    this.#group = group;
    this.#timer = setInterval(() => this.#rebalance(), BALANCE_MS);
  }

  /** Joins the group and takes what is free. */
  async join(): Promise<void> {
    await this.#connected();
  }

  async next(limits: ReadLimits): Promise<StreamBatch | null> {
    const deadline = performance.now() + limits.waitMs;
    for (;;) {
      if (this.#closed) throw new StreamUnavailable("This consumer is closed.");
      try {
        await this.#connected();
        const batch = await this.#read(limits);
        if (batch !== null) return batch;
      } catch (error) {
        if (performance.now() >= deadline) throw asStreamError(error);
      }
      const left = deadline - performance.now();
      if (left <= 0) return null;
      await this.#signal.wait(Math.min(left, POLL_MS));
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    this.#signal.raise();
    await this.#balancing;
    for (const held of this.#held.values()) held.released = true;
    this.#held.clear();
    await this.#session?.close();
  }

  async #connected(): Promise<GroupSession> {
    if (this.#session !== null && !this.#session.lost) return this.#session;
    await this.#balancing;
    for (const held of this.#held.values()) held.released = true;
    this.#held.clear();
    await this.#session?.close();
    this.#session = null;
    const session = await GroupSession.open(this.#config, this.#topic, this.#group, (membersChanged) => {
      if (membersChanged) this.#rebalance();
      this.#signal.raise();
    });
    this.#session = session;
    const balanced = this.#balanceAlone(session);
    if (this.#closed) await session.close();
    await balanced;
    return session;
  }

  #rebalance(): void {
    const session = this.#session;
    if (session === null || session.lost || this.#closed || this.#balancing !== null) return;
    this.#balanceAlone(session).catch(() => undefined); // lost: the next read finds out and joins again
  }

  /** Two at once would lock a partition twice: given away then, it would stay locked, and nobody would read it. */
  #balanceAlone(session: GroupSession): Promise<void> {
    const balance = this.#balance(session);
    this.#balancing = balance
      .catch(() => undefined)
      .finally(() => {
        this.#balancing = null;
      });
    return balance;
  }

  /** Gives away what others are to have, takes what is this member's and free. */
  async #balance(session: GroupSession): Promise<void> {
    const members = await session.heartbeat();
    for (const member of members) {
      if (member.stalled && member.member !== session.member) await session.evict(member);
    }
    const rank = members.findIndex(({ member }) => member === session.member);
    if (rank < 0) return;
    const partitions = await session.partitions();
    for (let partition = 0; partition < partitions; partition += 1) {
      const mine = partition % members.length === rank;
      const held = this.#held.get(partition);
      if (mine && held === undefined) await this.#take(session, partition);
      else if (mine && held) held.drainUntil = null;
      else if (held) await this.#giveAway(session, held);
    }
  }

  async #take(session: GroupSession, partition: number): Promise<void> {
    const position = await session.take(partition);
    if (position === null) return;
    const reader = new PartitionReader(this.#pool, this.#topic, partition, position);
    const prefix = new ContiguousPrefix();
    this.#held.set(partition, { partition, reader, prefix, drainUntil: null, released: false });
    this.#signal.raise();
  }

  async #giveAway(session: GroupSession, held: Held): Promise<void> {
    held.drainUntil ??= performance.now() + DRAIN_MS;
    if (!held.prefix.settled && performance.now() < held.drainUntil) return;
    held.released = true;
    this.#held.delete(held.partition);
    await session.release(held.partition);
  }

  async #read(limits: ReadLimits): Promise<StreamBatch | null> {
    const readable = [...this.#held.values()].filter(({ drainUntil }) => drainUntil === null);
    if (readable.length === 0) return null;
    const { rows } = await this.#pool.query<{ partition: number; next_offset: string }>({
      name: "event-stream-heads",
      text: "select partition, next_offset from event_stream.heads where topic = $1",
      values: [this.#topic],
    });
    const ends = new Map(rows.map((row) => [row.partition, Number(row.next_offset)]));
    const behind = readable.filter(({ partition, reader }) => reader.position < (ends.get(partition) ?? 0));
    if (behind.length === 0) return null;
    const share = {
      maxRecords: Math.max(1, Math.floor(limits.maxRecords / behind.length)),
      maxBytes: Math.max(1, Math.floor(limits.maxBytes / behind.length)),
    };
    const pages = await Promise.all(
      behind
        .slice(0, limits.maxRecords)
        .map(async (held) => ({ held, records: await held.reader.page(share) })),
    );
    return this.#deliver(pages);
  }

  #deliver(pages: { held: Held; records: StreamRecord[] }[]): StreamBatch | null {
    const delivered: { held: Held; span: DeliveredSpan }[] = [];
    const records: StreamRecord[] = [];
    for (const { held, records: page } of pages) {
      // Given away or drained while its page was read: whoever holds it next reads it again.
      if (held.released || held.drainUntil !== null || page.length === 0) continue;
      held.reader.advance(page);
      delivered.push({ held, span: held.prefix.deliver(held.reader.position) });
      for (const record of page) records.push(record);
    }
    if (records.length === 0) return null;
    return { records, acknowledge: () => this.#acknowledge(delivered) };
  }

  async #acknowledge(delivered: { held: Held; span: DeliveredSpan }[]): Promise<void> {
    const session = this.#session;
    let revoked = false;
    for (const { held, span } of delivered) {
      if (session === null || session.lost || held.released) {
        revoked = true;
        continue;
      }
      const committable = held.prefix.acknowledge(span);
      if (committable !== null) await session.commit(held.partition, committable);
    }
    if (revoked)
      throw new StreamUnavailable(
        "The partition is no longer this consumer's: its records are delivered again",
      );
  }
}
