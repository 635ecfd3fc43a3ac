import type { Pool } from "pg";
import type { GroupState, TopicState } from "../inspection.ts";
import { TOPICS } from "../port.ts";
import { asStreamError } from "./errors.ts";
import { readLag } from "./lag.ts";

interface HeadRow {
  topic: string;
  partition: number;
  oldest: string;
  end: string;
  bytes: string;
}

const HEADS = `
  select h.topic, h.partition, h.next_offset as "end",
         coalesce(min(s.first_offset), h.next_offset) as oldest,
         coalesce(sum(pg_total_relation_size(to_regclass('event_stream.segment_' || s.id))), 0) as bytes
    from event_stream.heads h
    left join event_stream.segments s on s.topic = h.topic and s.partition = h.partition
   group by h.topic, h.partition, h.next_offset order by h.topic, h.partition`;

/** One machine: each partition is the only one of its kind, and in sync with itself. */
export async function inspect(pool: Pool): Promise<TopicState[]> {
  try {
    const [heads, groups] = await Promise.all([pool.query<HeadRow>(HEADS), readGroups(pool)]);
    return TOPICS.map((topic) => ({
      topic,
      partitions: heads.rows
        .filter((row) => row.topic === topic)
        .map((row) => ({
          partition: row.partition,
          oldest: Number(row.oldest),
          end: Number(row.end),
          replicas: 1,
          inSync: 1,
          bytes: Number(row.bytes),
        })),
      groups: groups.get(topic) ?? [],
    }));
  } catch (error) {
    throw asStreamError(error);
  }
}

async function readGroups(pool: Pool): Promise<Map<string, GroupState[]>> {
  const { rows } = await pool.query<{ topic: string; group: string }>(
    `select distinct topic, group_name as "group" from event_stream.positions order by 1, 2`,
  );
  const groups = new Map<string, GroupState[]>();
  for (const topic of TOPICS) {
    const names = rows.filter((row) => row.topic === topic).map(({ group }) => group);
    const states = names.map(async (group) => ({
      group,
      partitions: (await readLag(pool, topic, group)).map(({ partition, committed, lag }) => ({
        partition,
        committed,
        lag,
      })),
    }));
    groups.set(topic, await Promise.all(states));
  }
  return groups;
}
