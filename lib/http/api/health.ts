import { FAULTS } from "../../events/document.ts";
import type { RequestFigures } from "../../events/query/types.ts";
import type { HealthView } from "../../events/views.ts";
import type { HealthData } from "./answers.ts";
import { stateFromApi, stateToApi } from "./channel.ts";
import {
  fromInstant,
  fromInstantOrNull,
  spanFromApi,
  spanToApi,
  toInstant,
  toInstantOrNull,
} from "./instant.ts";
import { receiptFromApi, receiptToApi } from "./receipt.ts";

/** `data` of `GET /api/v1/channels/{slug}/health`. */
export function healthToApi(view: HealthView): HealthData {
  const { current } = view;
  return {
    channel: view.channel,
    state: stateToApi(view.state),
    range: { from: toInstant(view.range.from), to: toInstant(view.range.to), label: view.range.label },
    ...current,
    status_codes: view.statusCodes,
    bucket_ms: view.bucketMs,
    receipt: receiptToApi(view.receipt),
    differing: view.differing.map(spanToApi),
    previous: view.previous,
    buckets: view.buckets.map((bucket) => ({ ...bucket, at: toInstant(bucket.at) })),
    previous_buckets: view.previousBuckets.map((bucket) => ({ ...bucket, at: toInstant(bucket.at) })),
    signatures: view.signatures.map((signature) => ({
      ...signature,
      first_seen: toInstant(signature.first_seen),
      last_seen: toInstant(signature.last_seen),
      sparkline: signature.sparkline.map(({ at, count }) => ({ at: toInstant(at), count })),
    })),
    verdict_changes: {
      refused_everybody: view.verdictChanges.refusedEverybody,
      network_broken: view.verdictChanges.networkBroken,
    },
    incidents: view.incidents.map((incident) => ({
      ...incident,
      from: toInstant(incident.from),
      to: toInstantOrNull(incident.to),
    })),
    planned_downtimes: view.downtimes.map((downtime) => ({
      ...downtime,
      from: toInstant(downtime.from),
      to: toInstant(downtime.to),
    })),
    endpoints: view.endpoints.map(({ kind, endpoint, figures }) => ({ kind, endpoint, ...figures })),
  };
}

function figuresOf(answer: RequestFigures): RequestFigures {
  const { requests, failures, outcomes, faults, users, users_affected, recipes_affected, p50, p95, p99 } =
    answer;
  return { requests, failures, outcomes, faults, users, users_affected, recipes_affected, p50, p95, p99 };
}

/** What the Health screen shows of such an answer. */
export function healthFromApi(answer: HealthData): HealthView {
  return {
    channel: answer.channel,
    state: stateFromApi(answer.state),
    range: {
      from: fromInstant(answer.range.from),
      to: fromInstant(answer.range.to),
      label: answer.range.label,
    },
    bucketMs: answer.bucket_ms,
    receipt: receiptFromApi(answer.receipt),
    differing: answer.differing.map(spanFromApi),
    current: figuresOf(answer),
    previous: answer.previous,
    buckets: answer.buckets.map((bucket) => ({ ...bucket, at: fromInstant(bucket.at) })),
    previousBuckets: answer.previous_buckets.map((bucket) => ({ ...bucket, at: fromInstant(bucket.at) })),
    statusCodes: answer.status_codes,
    signatures: answer.signatures.map((signature) => ({
      ...signature,
      first_seen: fromInstant(signature.first_seen),
      last_seen: fromInstant(signature.last_seen),
      sparkline: signature.sparkline.map(({ at, count }) => ({ at: fromInstant(at), count })),
    })),
    verdictChanges: {
      refusedEverybody: answer.verdict_changes.refused_everybody,
      networkBroken: answer.verdict_changes.network_broken,
    },
    incidents: answer.incidents.map((incident) => ({
      ...incident,
      from: fromInstant(incident.from),
      to: fromInstantOrNull(incident.to),
    })),
    downtimes: answer.planned_downtimes.map((downtime) => ({
      ...downtime,
      from: fromInstant(downtime.from),
      to: fromInstant(downtime.to),
    })),
    endpoints: answer.endpoints.map((row) => ({
      kind: row.kind,
      endpoint: row.endpoint,
      figures: figuresOf(row),
    })),
    faults: FAULTS.map((fault) => ({ fault, count: answer.faults[fault] })).filter(({ count }) => count > 0),
  };
}
