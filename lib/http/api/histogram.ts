import type { HistogramView } from "../../events/views.ts";
import type { HistogramData } from "./answers.ts";
import { fromInstant, spanFromApi, spanToApi, toInstant } from "./instant.ts";

/** `data` of `GET /api/v1/channels/{slug}/histogram`. */
export function histogramToApi(view: HistogramView): HistogramData {
  return {
    bucket_ms: view.bucketMs,
    total: view.total,
    users: view.users,
    buckets: view.buckets.map(({ at, outcomes }) => ({ at: toInstant(at), outcomes })),
    differing: view.differing.map(spanToApi),
  };
}

/** What Logs shows of such an answer. */
export function histogramFromApi(answer: HistogramData): HistogramView {
  return {
    bucketMs: answer.bucket_ms,
    total: answer.total,
    users: answer.users,
    buckets: answer.buckets.map(({ at, outcomes }) => ({ at: fromInstant(at), outcomes })),
    differing: answer.differing.map(spanFromApi),
  };
}
