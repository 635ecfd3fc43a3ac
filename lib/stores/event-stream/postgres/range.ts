import type { Pool } from "pg";
import type { StreamRecord, Topic } from "../port.ts";
import { asStreamError } from "./errors.ts";
import { PartitionReader } from "./read.ts";

const PAGE = { maxRecords: 2_000, maxBytes: 8 * 1024 * 1024 };

/**
 * Records appended in [from, to), a page at a time, one partition after the other. What is being appended at the
 * call is waited for, so that no record of a past range is missed.
 */
export async function* readRange(
  pool: Pool,
  topic: Topic,
  from: number,
  to: number,
): AsyncGenerator<StreamRecord[]> {
  for (const { partition, end } of await currentEnds(pool, topic)) {
    const reader = new PartitionReader(pool, topic, partition, 0);
    while (reader.position < end) {
      const page = await reader.page({ ...PAGE, appended: { from, to } });
      if (page.length === 0) break;
      reader.advance(page);
      yield page.filter(({ offset }) => offset < end);
    }
  }
}

async function currentEnds(pool: Pool, topic: Topic): Promise<{ partition: number; end: number }[]> {
  try {
    // A shared lock is granted once the appends under way are committed; ordered, it cannot deadlock with another.
    const { rows } = await pool.query<{ partition: number; next_offset: string }>(
      `select partition, next_offset from event_stream.heads where topic = $1 order by partition for share`,
      [topic],
    );
    return rows.map((row) => ({ partition: row.partition, end: Number(row.next_offset) }));
  } catch (error) {
    throw asStreamError(error);
  }
}
