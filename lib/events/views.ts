import type { ChannelState, FaultShare, Receipt } from "../channels/views.ts";
import type { Span } from "../verification/differing.ts";
import type { EventDocument, Fault } from "./document.ts";
import type { RequestKind } from "./kinds.ts";
import type { ErrorSignature, HealthBucket, OutcomeCounts, RequestFigures } from "./query/types.ts";

/** A range, resolved: [from, to) in milliseconds; `label` is its short form ("3h") when it moves with the clock. */
export interface TimeRange {
  from: number;
  to: number;
  label: string | null;
}

export interface EndpointRow {
  kind: RequestKind | null;
  endpoint: string | null;
  figures: RequestFigures;
}

/** An error signature and its failures over time. */
export interface SignatureRow extends ErrorSignature {
  /** Equidistant points over the range, zeros included. */
  sparkline: { at: number; count: number }[];
}

/** Failures whose verdict the minute around them changed. */
export interface VerdictChanges {
  /** Refusals (401, 403) that met everybody: from the users to the partner. */
  refusedEverybody: number;
  /** Failures on the way while the same workers failed elsewhere too: from the partner to the network. */
  networkBroken: number;
}

/** All that the Health screen shows, and `GET /api/v1/channels/{slug}/health` answers. */
export interface HealthView {
  channel: { slug: string; name: string; registered: boolean };
  state: ChannelState;
  range: TimeRange;
  bucketMs: number;
  receipt: Receipt;
  /** What the index has otherwise than the archive, in order. */
  differing: Span[];
  /** Its `faults` are verdicts after the minute's context, as in `faults` below. */
  current: RequestFigures;
  previous: RequestFigures;
  /** Equidistant over the range, empty ones included. */
  buckets: Omit<HealthBucket, "users" | "recipes_affected">[];
  /** The same of the period before, shifted onto this range. */
  previousBuckets: { at: number; requests: number; failures: number; p50: number | null }[];
  /** Requests per status code, ascending; the key of those without a response is `none`. */
  statusCodes: Record<string, number>;
  signatures: SignatureRow[];
  endpoints: EndpointRow[];
  /** Verdicts after the minute's context; their counts add up to `current.failures`. */
  faults: FaultShare[];
  verdictChanges: VerdictChanges;
  /** Newest first. */
  incidents: HealthIncident[];
  downtimes: HealthDowntime[];
}

/** An incident of the range; null: still. */
interface HealthIncident {
  number: number;
  title: string;
  from: number;
  to: number | null;
  planned: boolean;
}

/** A planned downtime of the range; without endpoint: all of the Channel. */
interface HealthDowntime {
  id: string;
  endpoint: string | null;
  from: number;
  to: number;
  note: string;
}

/** Whom failures reached, most failures first; users by their pseudonyms. */
export interface AffectedView {
  users: { id: string; failures: number }[];
  recipes: { id: string; failures: number }[];
}

/** One row of Logs, as a partner may see it. */
export interface RequestView
  extends Omit<EventDocument, "timestamp" | "words" | "checksum" | "accepted_at" | "error_pattern"> {
  timestamp: string;
}

export interface LogsPage {
  data: RequestView[];
  next_cursor: string | null;
}

export interface HistogramView {
  bucketMs: number;
  total: number;
  users: number;
  buckets: { at: number; outcomes: OutcomeCounts }[];
  /** What the index has otherwise than the archive, in order. */
  differing: Span[];
}

/** Where a failure's verdict comes from, in words. */
export interface Verdict {
  fault: Fault;
  reason: string;
}

/** A step of the same Recipe run; on another Channel only position and outcome are known to a partner. */
export type RunStep =
  | { position: number; own: true; request: RequestView }
  | { position: number; own: false; outcome: EventDocument["outcome"] };

/** The same error on the same endpoint, in the hours around a request. */
export interface SimilarErrors {
  /** Finds them, in the Logs query language. */
  query: string;
  from: string;
  to: string;
  requests: number;
  users: number;
}

/** All that the drawer shows. */
export interface RequestDetail {
  request: RequestView;
  verdict: Verdict | null;
  similar: SimilarErrors | null;
  run: RunStep[];
}
