import type { Client } from "@elastic/elasticsearch";
import { HOUR_MS } from "../hour.ts";
import type { Hour } from "../port.ts";
import type { Search } from "./ask.ts";
import { holds } from "./names.ts";

/**
 * Hours that exist, ascending: those with an index, and those that a day's index has events of. A build that readers do
 * not see yet has not got their alias.
 */
export async function listHours(client: Client, search: Search, prefix: string): Promise<Hour[]> {
  const found = await client.indices.getAlias({ index: `${prefix}-*` });
  const names = Object.entries(found)
    .filter(([, { aliases }]) => prefix in aliases)
    .map(([name]) => ({ name, holding: holds(prefix, name) }));
  const hours = names.flatMap(({ holding }) => (holding?.period === "hour" ? [holding.from] : []));
  const days = names.flatMap(({ name, holding }) => (holding?.period === "day" ? [name] : []));
  return [...hours, ...(await hoursWithin(search, days))].sort((a, b) => a - b);
}

/** Of a day at most: the names travel in the address. */
export async function refresh(client: Client, indices: string[]): Promise<void> {
  await client.indices.refresh({ index: indices, ignore_unavailable: true, allow_no_indices: true });
}

async function hoursWithin(search: Search, indices: string[]): Promise<Hour[]> {
  if (indices.length === 0) return [];
  const { aggregations } = await search(indices, {
    size: 0,
    track_total_hits: false,
    aggs: {
      hours: { date_histogram: { field: "timestamp", fixed_interval: `${HOUR_MS}ms`, min_doc_count: 1 } },
    },
  });
  const answer = aggregations as { hours?: { buckets: { key: number }[] } } | undefined;
  return (answer?.hours?.buckets ?? []).map(({ key }) => key);
}

/** An hour with all its builds: a rebuilt hour's own name is an alias, which cannot be deleted as an index can. */
export async function deleteBuilds(client: Client, name: string): Promise<void> {
  const found = await client.indices.getAlias({ index: [name, `${name}-r*`], ignore_unavailable: true });
  const index = Object.keys(found);
  if (index.length > 0) await client.indices.delete({ index, ignore_unavailable: true });
}
