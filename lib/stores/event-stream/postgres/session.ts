import { randomInt } from "node:crypto";
import { Client, type ClientConfig, DatabaseError } from "pg";
import { murmur2 } from "../partitioner.ts";
import type { Topic } from "../port.ts";
import { asStreamError } from "./errors.ts";
import { CHANNEL } from "./notify.ts";

/** Lock numbers below this are partitions, the others members. */
const FIRST_MEMBER = 1_000_000;
/** A member silent for this long (stopped, or its event loop stuck) loses its session, and so its partitions. */
const STALLED_AFTER = "30 seconds";
/** Every statement here is small: one that takes longer has lost its server. */
const QUERY_TIMEOUT_MS = 30_000;

interface Member {
  member: number;
  pid: number;
  stalled: boolean;
}

/**
 * One member's place in a group: a connection of its own whose session holds the locks. When the process dies, the
 * server ends the session and the locks are free at once; what is committed here is committed by the lock's holder.
 */
export class GroupSession {
  readonly member = randomInt(FIRST_MEMBER, 2 ** 31 - 1);
  readonly #client: Client;
  readonly #topic: Topic;
  readonly #group: string;
  readonly #lockClass: number;
  #lost: unknown = null;
  /** Ends with the last statement: pg takes one at a time. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(client: Client, topic: Topic, group: string) {
    this.#client = client;
    this.#topic = topic;
    this.#group = group;
    this.#lockClass = murmur2(Buffer.from(`${topic}\0${group}`)) | 0;
  }

  /** Joins the group. `woken` is called on new records, on a change of members and when the session is lost. */
  static async open(
    config: ClientConfig,
    topic: Topic,
    group: string,
    woken: (membersChanged: boolean) => void,
  ): Promise<GroupSession> {
    const client = new Client({
      ...config,
      application_name: `channelscope ${group}`,
      keepAlive: true,
      query_timeout: QUERY_TIMEOUT_MS,
    });
    const session = new GroupSession(client, topic, group);
    const groupChanged = `group ${session.#lockClass}`;
    const lose = (error: unknown) => {
      session.#lost ??= error;
      woken(false);
    };
    client.on("error", lose);
    client.on("end", () => lose(new Error("the connection ended")));
    client.on("notification", ({ payload }) => {
      if (payload === topic || payload === groupChanged) woken(payload === groupChanged);
    });
    try {
      await client.connect();
      // A lost commit only means redelivery, so commits need not wait for the disk. Keepalives find a vanished peer.
      await client.query(`
        set synchronous_commit = off;
        set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3;
        listen ${CHANNEL}`);
      await session.#query("select pg_advisory_lock($1, $2)", [session.#lockClass, session.member]);
      await session.heartbeat();
      await session.#query("select pg_notify($1, $2)", [CHANNEL, groupChanged]);
      return session;
    } catch (error) {
      client.end().catch(() => undefined);
      throw asStreamError(error);
    }
  }

  /** Whether the session, and with it every lock, is gone. */
  get lost(): boolean {
    return this.#lost !== null;
  }

  /** Says that this member is awake, and answers who else is there, ascending by number. */
  async heartbeat(): Promise<Member[]> {
    await this.#query(
      `insert into event_stream.members (topic, group_name, member, pid, seen_at)
       values ($1, $2, $3, pg_backend_pid(), clock_timestamp())
       on conflict (topic, group_name, member) do update set seen_at = excluded.seen_at`,
      [this.#topic, this.#group, this.member],
    );
    const rows = await this.#query<Member>(
      `select m.member, m.pid, m.seen_at < clock_timestamp() - $4::interval as stalled
         from event_stream.members m
        where m.topic = $1 and m.group_name = $2 and exists (
                select from pg_locks l where l.locktype = 'advisory' and l.objsubid = 2 and l.granted
                   and l.database = (select oid from pg_database where datname = current_database())
                   and l.classid = ($3::bigint & 4294967295)::oid and l.objid = m.member::oid and l.pid = m.pid)
        order by m.member`,
      [this.#topic, this.#group, this.#lockClass, STALLED_AFTER],
    );
    return rows;
  }

  /** Ends the session of a member that no longer answers. */
  async evict({ pid }: Member): Promise<void> {
    await this.#query("select pg_terminate_backend($1)", [pid]);
  }

  async partitions(): Promise<number> {
    const rows = await this.#query<{ count: number }>(
      "select count(*)::int as count from event_stream.heads where topic = $1",
      [this.#topic],
    );
    return rows[0]?.count ?? 0;
  }

  /** Takes a partition if it is free: the offset to go on from, else null. A new group begins at the oldest record. */
  async take(partition: number): Promise<number | null> {
    const locked = await this.#query<{ locked: boolean }>("select pg_try_advisory_lock($1, $2) as locked", [
      this.#lockClass,
      partition,
    ]);
    if (locked[0]?.locked !== true) return null;
    try {
      return await this.#position(partition);
    } catch (error) {
      // Held or free, nothing between: what is locked twice stays locked when it is given away.
      await this.release(partition).catch(() => undefined);
      throw error;
    }
  }

  async #position(partition: number): Promise<number> {
    const rows = await this.#query<{ committed: string }>(
      `insert into event_stream.positions (topic, group_name, partition, committed)
       select $1, $2, h.partition, coalesce((select min(first_offset) from event_stream.segments s
                where s.topic = h.topic and s.partition = h.partition), h.next_offset)
         from event_stream.heads h where h.topic = $1 and h.partition = $3
       on conflict (topic, group_name, partition) do update set touched_at = now()
       returning committed`,
      [this.#topic, this.#group, partition],
    );
    return Number(rows[0]?.committed);
  }

  async release(partition: number): Promise<void> {
    await this.#query("select pg_advisory_unlock($1, $2)", [this.#lockClass, partition]);
    await this.#query("select pg_notify($1, $2)", [CHANNEL, `group ${this.#lockClass}`]);
  }

  /** Says that everything before `offset` is handled. Only for a partition this session holds. */
  async commit(partition: number, offset: number): Promise<void> {
    await this.#query(
      `update event_stream.positions set committed = greatest(committed, $4), touched_at = now()
        where topic = $1 and group_name = $2 and partition = $3`,
      [this.#topic, this.#group, partition, offset],
    );
  }

  /** Leaves the group; its locks are free when this resolves. */
  async close(): Promise<void> {
    if (!this.lost) {
      await this.#query(
        `with gone as (delete from event_stream.members where topic = $1 and group_name = $2 and member = $3)
         select pg_advisory_unlock_all(), pg_notify($4, $5)`,
        [this.#topic, this.#group, this.member, CHANNEL, `group ${this.#lockClass}`],
      ).catch(() => undefined);
    }
    await this.#client.end().catch(() => undefined);
  }

  async #query<T extends object>(text: string, values: unknown[]): Promise<T[]> {
    const answer = this.#turn.then(() => {
      if (this.#lost !== null) throw this.#lost;
      return this.#client.query<T>(text, values);
    });
    this.#turn = answer.catch(() => undefined);
    try {
      return (await answer).rows;
    } catch (error) {
      if (!(error instanceof DatabaseError)) this.#lost ??= error;
      throw asStreamError(error);
    }
  }
}
