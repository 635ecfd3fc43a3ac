import type { Receipt } from "../channels/views.ts";
import type { Database } from "../database/client.ts";
import type { Topic } from "../stores/event-stream/port.ts";
import type { PartitionProgress } from "./watermark.ts";

/** The consumer group that writes the index. */
export const INDEX_GROUP = "index-events";
export const INDEX_TOPIC: Topic = "api-requests";

const BEHIND_MS = 60_000;

/** Whose progress: a consumer group's, in a topic. */
interface Consumed {
  group: string;
  topic: Topic;
}
const INDEXED: Consumed = { group: INDEX_GROUP, topic: INDEX_TOPIC };

/**
 * Stores how far a worker is, with the index unless told otherwise. Watermarks never go back, except to now: none is true
 * of what is to come. Partitions that are not named any more (another stream, fewer partitions) are forgotten, or they
 * would hold the receipt back for ever.
 */
export async function recordProgress(
  database: Pick<Database, "$transaction" | "$executeRaw">,
  worker: string,
  partitions: PartitionProgress[],
  now: number,
  { group, topic }: Consumed = INDEXED,
): Promise<void> {
  if (partitions.length === 0) return;
  const rows = JSON.stringify(partitions);
  const seconds = now / 1_000;
  await database.$transaction([
    database.$executeRaw`
      insert into pipeline_progress as known
        (consumer_group, topic, partition, next_offset, complete_to, worker_id, updated_at)
      select ${group}, ${topic}, partition, "offset", to_timestamp("completeTo" / 1000.0),
        ${worker}, to_timestamp(${seconds})
      from jsonb_to_recordset(${rows}::jsonb) as row (partition int, "offset" bigint, "completeTo" double precision)
      on conflict (consumer_group, topic, partition) do update set
        next_offset = excluded.next_offset,
        complete_to = case
          when greatest(known.complete_to, excluded.complete_to) > excluded.updated_at then excluded.updated_at
          else greatest(known.complete_to, excluded.complete_to)
        end,
        worker_id = excluded.worker_id,
        updated_at = excluded.updated_at`,
    database.$executeRaw`
      delete from pipeline_progress
      where consumer_group = ${group} and topic = ${topic} and partition not in
        (select partition from jsonb_to_recordset(${rows}::jsonb) as row (partition int))`,
  ]);
}

/** How far figures can be trusted: the least advanced partition decides. */
export async function readReceipt(
  database: Pick<Database, "pipelineProgress">,
  now: number,
): Promise<Receipt> {
  const rows = await database.pipelineProgress.findMany({
    where: { group: INDEX_GROUP, topic: INDEX_TOPIC },
    select: { completeTo: true },
  });
  const watermarks = rows.map((row) => row.completeTo?.getTime() ?? null);
  if (watermarks.length === 0 || watermarks.includes(null)) return { completeTo: null, behind: true };
  const completeTo = Math.min(...watermarks.map(Number));
  return { completeTo, behind: now - completeTo > BEHIND_MS };
}
