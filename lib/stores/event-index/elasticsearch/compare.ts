import type { Client } from "@elastic/elasticsearch";
import { hourOf } from "../hour.ts";
import { IndexUnavailable } from "../port.ts";
import type { BuildComparison, BuildTotals } from "../rebuild.ts";

const PAGE = 5_000;

/** An answer without a shard's events is none: what it leaves out would count as nothing that could be lost. */
const WHOLE = { allow_partial_search_results: false };

interface Entry {
  /** Orders entries as the search does. */
  key: [channel: string, id: string, timestamp: number];
  checksum: number;
}

async function totalsOf(client: Client, index: string): Promise<BuildTotals> {
  const { hits, aggregations } = await client.search<unknown, { sum: { value: number } }>({
    ...WHOLE,
    index,
    size: 0,
    track_total_hits: true,
    aggs: { sum: { sum: { field: "checksum" } } },
  });
  const total = hits.total;
  return {
    events: typeof total === "object" ? total.value : (total ?? 0),
    checksums: aggregations?.sum.value ?? 0,
  };
}

async function* entriesOf(client: Client, index: string): AsyncGenerator<Entry> {
  let after: Entry["key"] | undefined;
  for (;;) {
    const { hits } = await client.search({
      ...WHOLE,
      index,
      size: PAGE,
      sort: [{ channel: "asc" }, { id: "asc" }, { timestamp: "asc" }],
      _source: false,
      docvalue_fields: ["checksum"],
      track_total_hits: false,
      ...(after === undefined ? {} : { search_after: after }),
    });
    for (const { sort, fields } of hits.hits) {
      const [checksum] = (fields as { checksum: [number] }).checksum;
      after = sort as Entry["key"];
      yield { key: after, checksum };
    }
    if (hits.hits.length < PAGE) return;
  }
}

/** By bytes of UTF-8, as Elasticsearch orders keywords; the same id in another hour of a day is another event. */
function order(a: Entry, b: Entry): number {
  return (
    Buffer.compare(Buffer.from(a.key[0]), Buffer.from(b.key[0])) ||
    Buffer.compare(Buffer.from(a.key[1]), Buffer.from(b.key[1])) ||
    hourOf(a.key[2]) - hourOf(b.key[2])
  );
}

/**
 * Equal totals are proof enough; only where they differ both indices are walked side by side. Throws when the walk did
 * not meet every event of the old one: those it left out would be lost unseen.
 */
export async function compareIndices(client: Client, old: string, built: string): Promise<BuildComparison> {
  await client.indices.refresh({ index: [old, built] });
  const [before, after] = [await totalsOf(client, old), await totalsOf(client, built)];
  const comparison = { before, after, added: 0, changed: 0, missing: 0 };
  if (before.events === after.events && before.checksums === after.checksums) return comparison;
  const [left, right] = [entriesOf(client, old), entriesOf(client, built)];
  let [a, b] = [await left.next(), await right.next()];
  let walked = 0;
  while (a.done !== true || b.done !== true) {
    const which = a.done === true ? 1 : b.done === true ? -1 : order(a.value, b.value);
    if (which < 0) comparison.missing += 1;
    else if (which > 0) comparison.added += 1;
    else if (a.done !== true && b.done !== true && a.value.checksum !== b.value.checksum)
      comparison.changed += 1;
    if (which <= 0) {
      walked += 1;
      a = await left.next();
    }
    if (which >= 0) b = await right.next();
  }
  if (walked !== before.events)
    throw new IndexUnavailable(`Of ${before.events} events of ${old} only ${walked} could be compared`);
  return comparison;
}
