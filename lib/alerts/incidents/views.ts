import type { Receipt } from "../../channels/views.ts";
import type { Fault } from "../../events/document.ts";
import type { ErrorSignature, FaultCounts } from "../../events/query/types.ts";
import type { VerdictChanges } from "../../events/views.ts";
import type { Span } from "../../verification/differing.ts";
import type { IncidentSummary, TransitionView } from "../views.ts";

/** What somebody said about an incident, to both sides. */
export interface NoteView {
  id: string;
  author: string;
  /** The platform's side, as against the partner's. */
  staff: boolean;
  text: string;
  at: number;
}

export interface IncidentView extends IncidentSummary {
  transitions: TransitionView[];
  notes: NoteView[];
}

/** An earlier incident like this one, and what they have in common. */
export interface SimilarIncident
  extends Pick<IncidentSummary, "number" | "title" | "started_at" | "recovered_at" | "ended_because"> {
  like: "signature" | "recipe";
}

/** What an incident did in all, as far as the index still knows. */
export interface ImpactTotals {
  requests: number;
  /** Those that the Recipe counts. */
  failures: number;
  /** Users with any request, and those with a failure that counts. */
  users_active: number;
  users_affected: number;
  recipes_affected: number;
  /** Recipes on this Channel that users turned off meanwhile; null: Recipes are not on record here. */
  recipes_turned_off: number | null;
  /** Runs that failed first and succeeded at a later attempt. */
  retried: { runs: number; share: number } | null;
  /** Share of the error budget of 30 days at 99.9 %; null without requests. */
  budget_used: number | null;
}

/** What an incident's page shows beyond what is on record about it. */
export interface IncidentFigures {
  /** [from, to) of the chart, some time before and after. */
  from: number;
  to: number;
  /** [from, to) of the requests that are counted. */
  span: { from: number; to: number };
  bucket_ms: number;
  points: { at: number; value: number | null }[];
  /** False: its events are not kept any more, or none can be counted. */
  known: boolean;
  impact: ImpactTotals;
  verdict: { fault: Fault; why: string } | null;
  /** Failures by verdict, after each minute's context; what changed there. */
  faults: FaultCounts;
  changes: VerdictChanges;
  signatures: Pick<
    ErrorSignature,
    "endpoint" | "kind" | "label" | "pattern" | "fault" | "count" | "users" | "latest_id"
  >[];
  /** The first request that counts; null: none is on record. */
  first: {
    id: string;
    at: number;
    method: string | null;
    endpoint: string | null;
    label: string | null;
    worker: string | null;
  } | null;
  /** In the Logs query language, and how many there are. */
  behind: { query: string; requests: number };
}

/** All that an incident's page shows, and `GET /api/v1/channels/{slug}/incidents/{number}` answers. */
export interface IncidentRoom extends IncidentView {
  channel_name: string;
  partner: string;
  /** The Recipe's condition in words. */
  condition: string;
  figures: IncidentFigures;
  similar: SimilarIncident[];
  receipt: Receipt;
  /** What the index has otherwise than the archive, in order. */
  differing: Span[];
}
