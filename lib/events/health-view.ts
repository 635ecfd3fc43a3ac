import { incidentsOfRange } from "../alerts/incidents/of-range.ts";
import { channelScope, type Viewer } from "../channels/access.ts";
import { identifyChannel } from "../channels/identify.ts";
import { channelStates } from "../channels/states.ts";
import { readReceipt } from "../pipeline/progress.ts";
import type { FigureGroup, SignatureGroup } from "../stores/event-index/port.ts";
import { differingSpans } from "../verification/differing.ts";
import { FAULTS } from "./document.ts";
import { faultsInContext, signaturesInContext } from "./fault-context.ts";
import { fillBuckets } from "./figures.ts";
import { REQUEST_KINDS } from "./kinds.ts";
import { MOST_SIGNATURES } from "./limits.ts";
import type { HealthBucket } from "./query/types.ts";
import { bucketStarts, bucketWidth, previousRange, sparklineWidth, wholeSecond } from "./range.ts";
import type { ReadDeps } from "./read-deps.ts";
import type { EndpointRow, HealthView, SignatureRow, TimeRange } from "./views.ts";

const ENDPOINTS = 200;
const STATUS_CODES = 100;

function endpointRow({ key, total }: FigureGroup): EndpointRow {
  const slash = key.indexOf("/");
  const kind = REQUEST_KINDS.find((candidate) => candidate === key.slice(0, slash)) ?? null;
  return { kind, endpoint: key.slice(slash + 1) || null, figures: total };
}

function countByStatus(groups: readonly FigureGroup[], requests: number): Record<string, number> {
  const codes = groups.map(({ key, total }): [string, number] => [key, total.requests]);
  const answered = codes.reduce((sum, [, count]) => sum + count, 0);
  if (requests > answered) codes.push(["none", requests - answered]);
  return Object.fromEntries(codes.sort(([a], [b]) => a.localeCompare(b)));
}

/** The period before in buckets of this one: shifted by the range's length, to the nearest bucket's start. */
function shifted(
  buckets: readonly HealthBucket[],
  range: TimeRange,
  width: number,
): HealthView["previousBuckets"] {
  const shift = Math.round((range.to - range.from) / width) * width;
  const moved = buckets.map((bucket) => ({ ...bucket, at: bucket.at + shift }));
  return fillBuckets(moved, range, width).map(({ at, requests, failures, p50 }) => ({
    at,
    requests,
    failures,
    p50,
  }));
}

function signatureRow({ buckets, ...signature }: SignatureGroup, starts: readonly number[]): SignatureRow {
  const counts = new Map(buckets.map(({ at, count }) => [at, count]));
  return { ...signature, sparkline: starts.map((at) => ({ at, count: counts.get(at) ?? 0 })) };
}

/** All that the Health screen shows of one Channel. `not_found` for a Channel out of the viewer's sight. */
export async function healthView(
  deps: ReadDeps,
  viewer: Viewer,
  slug: string,
  range: TimeRange,
): Promise<HealthView> {
  const scope = channelScope(viewer, "requests:read", slug);
  const channel = await identifyChannel(deps.database, viewer, slug);
  const { index, database, clock } = deps;
  const now = wholeSecond(clock.now());
  const before = previousRange(range);
  const bucketMs = bucketWidth(range);
  const query = { scope, from: range.from, to: range.to, where: [] };
  const previousQuery = { ...query, from: before.from, to: before.to };

  const figures = index.health(query, { bucketMs, percentiles: true, bucketPeople: "affected" });
  const inContext = figures.then((found) =>
    faultsInContext(index, scope, slug, { from: range.from, to: range.to, now, bucketMs }, found),
  );
  const [current, judged, previous, codes, signatures, endpoints, states, receipt, differing, happened] =
    await Promise.all([
      figures,
      inContext,
      index.health(previousQuery, { bucketMs, percentiles: true, bucketPeople: "none" }),
      index.groups(query, { by: "status_code", limit: STATUS_CODES, percentiles: false }),
      index.signatures(query, { limit: MOST_SIGNATURES, bucketMs: sparklineWidth(range) }),
      index.groups(query, { by: "endpoint", limit: ENDPOINTS, people: "none" }),
      channelStates(index, scope, [slug], now),
      readReceipt(database, now),
      differingSpans(database, { channel: slug, from: range.from, to: range.to }),
      incidentsOfRange(database, viewer, slug, range),
    ]);
  const { faults, ...verdictChanges } = judged;
  const starts = bucketStarts(range, sparklineWidth(range));
  return {
    channel,
    state: states.get(slug) ?? { name: "healthy", since: null, reason: null },
    range,
    bucketMs,
    receipt,
    differing,
    current: { ...current.total, faults },
    previous: previous.total,
    buckets: fillBuckets(current.buckets, range, bucketMs).map(
      ({ users, recipes_affected, ...bucket }) => bucket,
    ),
    previousBuckets: shifted(previous.buckets, range, bucketMs),
    statusCodes: countByStatus(codes, current.total.requests),
    signatures: signaturesInContext(
      signatures.map((signature) => signatureRow(signature, starts)),
      current.total.faults,
      verdictChanges,
    ),
    endpoints: endpoints.map(endpointRow),
    faults: FAULTS.map((fault) => ({ fault, count: faults[fault] })).filter(({ count }) => count > 0),
    verdictChanges,
    ...happened,
  };
}
