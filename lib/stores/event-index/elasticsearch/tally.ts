import type { estypes } from "@elastic/elasticsearch";
import type { Condition, EventQuery } from "../../../events/query/types.ts";
import { HOUR_MS } from "../hour.ts";
import { type HourSum, type StepCount, TALLY_PARTS, type Tally, type TallyPart } from "../port.ts";
import type { Ask } from "./ask.ts";
import { signatureOf } from "./document.ts";
import { type LatestAnswer, latestAggregations, latestOf } from "./signatures.ts";

/** Buckets that the server returns at once; its own limit is 65,536. */
const PAGE = 10_000;

type Key = Record<string, string | number | null>;
interface Bucket extends LatestAnswer {
  key: Key;
  doc_count: number;
  checksum?: { value: number };
  accepted_to?: { value: number | null };
}

const FAILED: Condition = { type: "failed", value: true };

const by = (...fields: string[]): Record<string, estypes.AggregationsCompositeAggregationSource>[] =>
  fields.map((field) => ({ [field]: { terms: { field, missing_bucket: true } } }));

/** Composite aggregations, page by page: every combination is counted, none is estimated. */
export async function tally(
  ask: Ask,
  query: EventQuery,
  slotMs: number,
  parts: readonly TallyPart[] = TALLY_PARTS,
): Promise<Tally> {
  const all = async (part: TallyPart, ...question: Question): Promise<Bucket[]> =>
    parts.includes(part) ? await combinations(ask, ...question) : [];
  const failures: EventQuery = { ...query, where: [...query.where, FAILED] };
  const slot = [
    { at: { date_histogram: { field: "timestamp", fixed_interval: `${slotMs}ms` } } },
    { channel: { terms: { field: "channel" } } },
  ];
  const [requests, users, recipes, signatures] = await Promise.all([
    all("requests", query, [
      ...slot,
      ...by("endpoint_key", "status_code", "outcome", "fault", "duration_bin"),
    ]),
    all("users", query, [...slot, { user_id: { terms: { field: "user_id" } } }, ...by("fault")]),
    all("recipes", failures, [...slot, { recipe_id: { terms: { field: "recipe_id" } } }, ...by("fault")]),
    all(
      "signatures",
      failures,
      [...slot, { signature: { terms: { field: "signature" } } }, ...by("user_id")],
      latestAggregations(),
    ),
  ]);
  return {
    requests: requests.map(({ key, doc_count }) => requestsOf(key, doc_count)),
    users: users.map(({ key }) => ({
      ...talliedOf(key),
      user_id: String(key.user_id),
      fault: key.fault as Tally["users"][number]["fault"],
    })),
    recipes: recipes.map(({ key }) => ({
      ...talliedOf(key),
      recipe_id: String(key.recipe_id),
      fault: key.fault as Tally["recipes"][number]["fault"],
    })),
    signatures: signatures.map((bucket) => ({
      ...talliedOf(bucket.key),
      user_id: bucket.key.user_id === null ? null : String(bucket.key.user_id),
      ...signatureOf(String(bucket.key.signature)),
      count: bucket.doc_count,
      ...latestOf(bucket),
    })),
  };
}

const talliedOf = ({ at, channel }: Key) => ({ at: Number(at), channel: String(channel) });

/** Counted as exactly, without durations and people. */
export async function counts(ask: Ask, query: EventQuery, stepMs: number): Promise<StepCount[]> {
  const step = { at: { date_histogram: { field: "timestamp", fixed_interval: `${stepMs}ms` } } };
  const found = await combinations(ask, query, [step, ...by("channel", "endpoint_key", "fault")]);
  return found.map(({ key, doc_count }) => ({
    at: Number(key.at),
    channel: String(key.channel),
    ...endpointOf(key.endpoint_key),
    fault: key.fault as StepCount["fault"],
    requests: doc_count,
  }));
}

export async function sums(ask: Ask, query: EventQuery): Promise<HourSum[]> {
  const hour = { hour: { date_histogram: { field: "timestamp", fixed_interval: `${HOUR_MS}ms` } } };
  const found = await combinations(ask, query, [hour, ...by("channel")], {
    checksum: { sum: { field: "checksum" } },
    accepted_to: { max: { field: "accepted_at" } },
  });
  return found.map(({ key, doc_count, checksum, accepted_to }) => ({
    hour: Number(key.hour),
    channel: String(key.channel),
    events: doc_count,
    checksum: checksum?.value ?? 0,
    acceptedTo: accepted_to?.value ?? 0,
  }));
}

function endpointOf(key: Key[string] | undefined): Pick<StepCount, "kind" | "endpoint"> {
  const named = String(key);
  const slash = named.indexOf("/");
  return {
    kind: (named.slice(0, slash) || null) as StepCount["kind"],
    endpoint: named.slice(slash + 1) || null,
  };
}

function requestsOf(key: Key, count: number): Tally["requests"][number] {
  const { endpoint_key, duration_bin, status_code, ...rest } = key;
  return {
    ...rest,
    ...endpointOf(endpoint_key),
    status_code: status_code === null ? null : Number(status_code),
    bin: Number(duration_bin),
    count,
  } as Tally["requests"][number];
}

type Question = [
  query: EventQuery,
  sources: Record<string, estypes.AggregationsCompositeAggregationSource>[],
  aggs?: Record<string, estypes.AggregationsAggregationContainer>,
];

async function combinations(ask: Ask, ...[query, sources, aggs = {}]: Question): Promise<Bucket[]> {
  const found: Bucket[] = [];
  let after: estypes.AggregationsCompositeAggregateKey | undefined;
  do {
    const { aggregations } = await ask(query, {
      size: 0,
      track_total_hits: false,
      aggs: { combinations: { composite: { size: PAGE, sources, after }, aggs } },
    });
    const answer = aggregations as
      | { combinations?: { buckets: Bucket[]; after_key?: estypes.AggregationsCompositeAggregateKey } }
      | undefined;
    const page = answer?.combinations;
    found.push(...(page?.buckets ?? []));
    after = (page?.buckets.length ?? 0) < PAGE ? undefined : page?.after_key;
  } while (after !== undefined);
  return found;
}
