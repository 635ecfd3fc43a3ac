import type { ClientBase, Pool } from "pg";

export interface SegmentLimits {
  maxBytes: number;
  maxAgeMs: number;
}

/** What the head row says, locked by the transaction that read it. */
interface Head {
  nextOffset: number;
  segment: number | null;
  segmentBytes: number;
  segmentOpenedAt: number;
  /** The database's clock, never before the partition's last record; milliseconds since 1970. */
  now: number;
}

export function segmentTable(id: number): string {
  return `event_stream.segment_${id}`;
}

/** Locks the partition's head until the transaction ends: from here offsets are this transaction's. */
export async function lockHead(client: ClientBase, topic: string, partition: number): Promise<Head> {
  const { rows } = await client.query<Record<string, string | null>>({
    name: "event-stream-lock-head",
    text: `select next_offset, segment, segment_bytes, segment_opened_at,
                  greatest(last_appended_at, (extract(epoch from clock_timestamp()) * 1000)::bigint) as now
             from event_stream.heads where topic = $1 and partition = $2 for update`,
    values: [topic, partition],
  });
  const row = rows[0];
  if (row === undefined) throw new RangeError(`The stream has no partition ${partition} of ${topic}`);
  return {
    nextOffset: Number(row.next_offset),
    segment: row.segment == null ? null : Number(row.segment),
    segmentBytes: Number(row.segment_bytes),
    segmentOpenedAt: Number(row.segment_opened_at),
    now: Number(row.now),
  };
}

/** The head with the segment to write to: the current one, or a new one when that is full, old or missing. */
export async function writableSegment(
  client: ClientBase,
  topic: string,
  partition: number,
  head: Head,
  limits: SegmentLimits,
): Promise<{ segment: number; bytes: number; openedAt: number; rolled: boolean }> {
  const fits = head.segmentBytes < limits.maxBytes && head.now - head.segmentOpenedAt < limits.maxAgeMs;
  if (head.segment !== null && fits)
    return { segment: head.segment, bytes: head.segmentBytes, openedAt: head.segmentOpenedAt, rolled: false };

  const { rows } = await client.query<{ id: string }>(
    `insert into event_stream.segments (id, topic, partition, first_offset, opened_at)
     values (nextval('event_stream.segment_ids'), $1, $2, $3, $4) returning id`,
    [topic, partition, head.nextOffset, head.now],
  );
  const segment = Number(rows[0]?.id);
  // Written once, read a few times, dropped: neither vacuum nor compression would pay.
  await client.query(`
    create table ${segmentTable(segment)} (
      "offset" bigint primary key, appended_at bigint not null, key bytea, value bytea, headers bytea
    ) with (autovacuum_enabled = false, toast.autovacuum_enabled = false);
    alter table ${segmentTable(segment)} alter column value set storage external`);
  return { segment, bytes: 0, openedAt: head.now, rolled: true };
}

/** Where an offset is: its segment, and the first offset of the next one (null while it is the last). */
export interface SegmentRange {
  segment: number;
  first: number;
  next: number | null;
  openedAt: number;
}

/** The segments of a partition, oldest first. */
export async function segmentsOf(pool: Pool, topic: string, partition: number): Promise<SegmentRange[]> {
  const { rows } = await pool.query<{ id: string; first_offset: string; opened_at: string }>(
    `select id, first_offset, opened_at from event_stream.segments
      where topic = $1 and partition = $2 order by first_offset`,
    [topic, partition],
  );
  return rows.map((row, index) => {
    const next = rows[index + 1]?.first_offset;
    return {
      segment: Number(row.id),
      first: Number(row.first_offset),
      next: next === undefined ? null : Number(next),
      openedAt: Number(row.opened_at),
    };
  });
}
