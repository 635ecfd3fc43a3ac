import type { Pool } from "pg";
import { RETENTION_LOCK } from "./schema.ts";
import { segmentTable } from "./segment.ts";

export interface Retention {
  /** Records are kept this long, and longer while a group has not acknowledged them. */
  maxAgeMs: number;
  /** Above this the oldest records go even so: the disk is shared with everything else. */
  maxBytes: number;
}

interface Candidate {
  id: string;
  topic: string;
  /** Age of the segment's newest record, milliseconds. */
  age: string;
  bytes: string;
  acknowledged: boolean;
}

/** People read dead letters, and not at once. */
const DEAD_LETTERS_MS = 14 * 86_400_000;

/** A group that neither reads nor commits for this long is forgotten, as in Kafka. */
const GROUP_EXPIRY = "7 days";

/**
 * Drops the segments that need not be kept; answers how many, null when another session is at it. The segment being
 * written always stays.
 */
export async function retain(pool: Pool, { maxAgeMs, maxBytes }: Retention): Promise<number | null> {
  const client = await pool.connect();
  try {
    const lock = await client.query<{ locked: boolean }>("select pg_try_advisory_lock($1) as locked", [
      RETENTION_LOCK,
    ]);
    if (lock.rows[0]?.locked !== true) return null;
    await client.query(FORGET_GROUPS, [GROUP_EXPIRY]);
    const { rows } = await client.query<Candidate>(CLOSED_SEGMENTS);
    const open = await client.query<{ bytes: string }>(
      "select coalesce(sum(segment_bytes), 0) as bytes from event_stream.heads",
    );
    let kept = rows.reduce((sum, { bytes }) => sum + Number(bytes), Number(open.rows[0]?.bytes));
    let dropped = 0;
    for (const { id, topic, age, bytes, acknowledged } of rows) {
      const keptMs = topic.endsWith(".dead") ? Math.max(maxAgeMs, DEAD_LETTERS_MS) : maxAgeMs;
      const due = Number(age) > keptMs && acknowledged;
      if (!due && kept <= maxBytes) continue;
      await client.query(
        `begin; set local lock_timeout = '5s'; drop table if exists ${segmentTable(Number(id))};
         delete from event_stream.segments where id = ${Number(id)}; commit`,
      );
      kept -= Number(bytes);
      dropped += 1;
    }
    return dropped;
  } finally {
    // Ending the session frees the lock whatever happened.
    client.release(true);
  }
}

/** All but each partition's current segment, oldest first; the newest record of one is as old as the next's opening. */
const CLOSED_SEGMENTS = `
  select s.id, s.topic, pg_total_relation_size(to_regclass('event_stream.segment_' || s.id)) as bytes,
         (extract(epoch from clock_timestamp()) * 1000)::bigint - s.closed_at as age,
         not exists (select from event_stream.positions p
                      where p.topic = s.topic and p.partition = s.partition and p.committed < s.end_offset)
           as acknowledged
    from (select *, lead(first_offset) over parts as end_offset, lead(opened_at) over parts as closed_at
            from event_stream.segments
          window parts as (partition by topic, partition order by first_offset)) s
   where s.end_offset is not null
   order by s.opened_at, s.id`;

const FORGET_GROUPS = `
  with silent as (
    select topic, group_name from event_stream.positions
     group by topic, group_name having max(touched_at) < now() - $1::interval
    except
    select topic, group_name from event_stream.members where seen_at > now() - $1::interval
  ), forgotten as (
    delete from event_stream.positions p using silent s
     where p.topic = s.topic and p.group_name = s.group_name
  )
  delete from event_stream.members where seen_at < now() - $1::interval`;
