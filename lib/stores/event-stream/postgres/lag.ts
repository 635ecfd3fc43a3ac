import type { Pool } from "pg";
import type { PartitionLag, Topic } from "../port.ts";
import { asStreamError } from "./errors.ts";

/** How far a group is behind, a line per partition; a group that never came is behind by all that is kept. */
export async function readLag(pool: Pool, topic: Topic, group: string): Promise<PartitionLag[]> {
  try {
    const { rows } = await pool.query<{ partition: number; committed: string; end: string }>(
      `select h.partition, h.next_offset as "end",
              greatest(p.committed, coalesce(oldest.first_offset, h.next_offset)) as committed
         from event_stream.heads h
         left join event_stream.positions p
           on p.topic = h.topic and p.partition = h.partition and p.group_name = $2
         left join lateral (select min(first_offset) as first_offset from event_stream.segments s
                             where s.topic = h.topic and s.partition = h.partition) oldest on true
        where h.topic = $1 order by h.partition`,
      [topic, group],
    );
    return rows.map((row) => {
      const [committed, end] = [Number(row.committed), Number(row.end)];
      return { partition: row.partition, committed, end, lag: end - committed };
    });
  } catch (error) {
    throw asStreamError(error);
  }
}
