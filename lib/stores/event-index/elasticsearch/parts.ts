import type { Client } from "@elastic/elasticsearch";
import { DAY_MS } from "../hour.ts";
import type { IndexPart } from "../port.ts";
import { deleteBuilds } from "./hours.ts";
import { holds, LENGTH, nameOf } from "./names.ts";

/** All that is read of the statistics: they are large where indices are many. */
const READ =
  "indices.*.shards.*.routing.primary,indices.*.shards.*.segments.count,indices.*.shards.*.indexing.index_total";

interface ShardStats {
  routing: { primary: boolean };
  segments: { count: number };
  indexing: { index_total: number };
}

/** An index is settled when each copy of each of its shards is one segment. */
export async function listParts(client: Client, prefix: string): Promise<IndexPart[]> {
  const index = `${prefix}-*`;
  // A build that readers do not see yet has not got their alias, and is no part.
  const aliases = await client.indices.getAlias({ index });
  const { indices = {} } = await client.indices.stats({
    index,
    metric: ["indexing", "segments"],
    level: "shards",
    filter_path: READ,
  });
  return Object.entries(indices)
    .flatMap(([name, { shards }]) => {
      const holding = holds(prefix, name);
      if (holding === null || !(prefix in (aliases[name]?.aliases ?? {}))) return [];
      // Typed as if there were a single shard; the server answers a list for each.
      const copies = Object.values((shards ?? {}) as unknown as Record<string, ShardStats[]>).flat();
      const primaries = copies.filter(({ routing }) => routing.primary);
      return {
        from: holding.from,
        to: holding.from + LENGTH[holding.period],
        writes: primaries.reduce((sum, { indexing }) => sum + indexing.index_total, 0),
        settled: copies.every(({ segments }) => segments.count <= 1),
      };
    })
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

/** The server goes on by itself, whatever becomes of this process; one merge at a time in the whole cluster. */
export async function settle(client: Client, prefix: string, part: IndexPart): Promise<boolean> {
  const { nodes = {} } = await client.tasks.list({ actions: "indices:admin/forcemerge*" });
  if (Object.values(nodes).some(({ tasks }) => Object.keys(tasks).length > 0)) return false;
  await client.indices.forcemerge({
    index: indexOfPart(prefix, part),
    max_num_segments: 1,
    wait_for_completion: false,
  });
  return true;
}

export async function dropPart(client: Client, prefix: string, part: IndexPart): Promise<void> {
  await deleteBuilds(client, indexOfPart(prefix, part));
}

function indexOfPart(prefix: string, { from, to }: IndexPart): string {
  return nameOf(prefix, from, to - from === DAY_MS ? "day" : "hour");
}
