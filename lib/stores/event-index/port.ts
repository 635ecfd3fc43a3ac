import type { EventDocument, Fault, Outcome } from "../../events/document.ts";
import type { RequestKind } from "../../events/kinds.ts";
import type {
  ErrorSignature,
  EventQuery,
  HealthBucket,
  KeywordField,
  RequestFigures,
} from "../../events/query/types.ts";

/**
 * What became of one document: stored, already there (same channel, id and UTC hour), refused for good (with a
 * reason for the dead letters), or to be tried again because the store was busy.
 */
export type WriteOutcome =
  | { status: "created" }
  | { status: "duplicate" }
  | { status: "rejected"; reason: string }
  | { status: "retry"; reason: string };

/** Hour of an index: milliseconds since 1970 of its first instant, UTC. */
export type Hour = number;

/** Documents that are written together, held in the form in which the store takes them. */
export interface WriteBatch {
  add(document: EventDocument): void;
  /**
   * One outcome per document, in the order of `add`, or of `positions` (ascending) where only those are to be written
   * again. Creates the hours it needs. Throws `IndexUnavailable` when it is not known what became of them: writing them
   * again is harmless.
   */
  write(positions?: readonly number[]): Promise<WriteOutcome[]>;
}

export interface EventIndexWriter {
  batch(): WriteBatch;
  /** A batch of these. */
  write(documents: readonly EventDocument[]): Promise<WriteOutcome[]>;
  /** Hours that exist, ascending. */
  hours(): Promise<Hour[]>;
}

/** How much one part of the index holds: an hour, or a whole day (UTC) where hours would be too small. */
export type Period = "hour" | "day";

/** What the store makes, tidies up and drops as a whole. */
export interface IndexPart {
  /** [from, to), an hour or a day: milliseconds since 1970, UTC. */
  from: number;
  to: number;
  /** Differs after every write; says nothing else. */
  writes: number;
  /** As cheap to read as it gets; a later event undoes that. */
  settled: boolean;
}

interface EventIndexKeeper {
  /** Those that exist, ascending. */
  parts(): Promise<IndexPart[]>;
  /**
   * Begins to bring a part that takes no more events into its cheapest form; answers stay the same. `parts` says when
   * that is done. false: not now, because events are being written or another part is at it.
   */
  settle(part: IndexPart): Promise<boolean>;
  /** Forgets all of a part; a no-op for one that does not exist. */
  drop(part: IndexPart): Promise<void>;
}

/** What comes back: all that was written but `words`, which exist to be searched only. */
export type IndexedEvent = Omit<EventDocument, "words">;

export interface SearchPage {
  /** Newest first (or oldest first, as asked), by (timestamp, channel, id). */
  events: IndexedEvent[];
  /** Opaque; the page after this one, never repeating or skipping what was there. null: no more. */
  next: string | null;
}

export interface PageRequest {
  limit: number;
  /** `next` of the page before, of a search that differs in nothing else. */
  cursor?: string;
  order?: "newest" | "oldest";
}

/** Most values of a field, most frequent first. */
export type FacetCounts = Partial<Record<KeywordField, { value: string; count: number }[]>>;

/** What rows are grouped by. An endpoint's key is `kind/endpoint`, an absent part empty; no worker or status, no group. */
export type GroupBy = "channel" | "endpoint" | "worker" | "status_code";

/** `affected`: `users_affected` only. */
export type PeopleCounted = "all" | "affected" | "none";

export interface GroupOptions {
  by: GroupBy;
  limit: number;
  /** Absent: no buckets, only totals. */
  bucketMs?: number;
  /** false leaves p50…p99 and distinct counts out (null, 0). */
  percentiles?: boolean;
  /** Which distinct counts are needed where percentiles are, all unless told; others may be 0. */
  people?: PeopleCounted;
}

export interface FigureGroup {
  key: string;
  /** The whole range. */
  total: RequestFigures;
  /** Empty unless a bucket width was asked for. */
  buckets: HealthBucket[];
}

export interface SignatureOptions {
  limit: number;
  /** Absent: no buckets. */
  bucketMs?: number;
}

/** A signature and how its failures spread over the range. */
export interface SignatureGroup extends ErrorSignature {
  /** Aligned as those of `health`, ascending, non-empty ones only; none unless a width was asked for. */
  buckets: { at: number; count: number }[];
}

export interface HealthOptions {
  bucketMs: number;
  /** false leaves p50…p99 and distinct counts out (null, 0). */
  percentiles: boolean;
  /** Which distinct counts the buckets have to have, all unless told; others may be 0. The total has them all. */
  bucketPeople?: PeopleCounted;
}

export interface Health {
  total: RequestFigures;
  buckets: HealthBucket[];
}

/** All queries see what was written at most `visibilityMs` ago or earlier; they name only the hours they need. */
export interface EventIndexReader {
  /** A cursor that this store did not make is an `AppError` `bad_request` on `cursor`. */
  search(query: EventQuery, page: PageRequest): Promise<SearchPage>;
  /** Totals and non-empty buckets. */
  health(query: EventQuery, options: HealthOptions): Promise<Health>;
  /** Figures per group, most requests first, optionally with buckets. */
  groups(query: EventQuery, options: GroupOptions): Promise<FigureGroup[]>;
  /** Most frequent error signatures among failures. */
  signatures(query: EventQuery, options: SignatureOptions): Promise<SignatureGroup[]>;
  facets(query: EventQuery, fields: KeywordField[], limit: number): Promise<FacetCounts>;
}

/** Whose and when: a stretch of time of one Channel, which begins at `at`. */
interface Tallied {
  at: number;
  channel: string;
}

/** Requests of stretches of time, counted in a form that adds up. */
export interface Tally {
  /** Requests that agree in all of this; `bin` is of their duration (lib/sketches/durations.ts). */
  requests: (Tallied & {
    kind: RequestKind | null;
    endpoint: string | null;
    status_code: number | null;
    outcome: Outcome;
    fault: Fault | null;
    bin: number;
    count: number;
  })[];
  /** Each user once per verdict (null: of a success). */
  users: (Tallied & { user_id: string; fault: Fault | null })[];
  /** Each Recipe with a failure, once per verdict. */
  recipes: (Tallied & { recipe_id: string; fault: Fault })[];
  /** Failures by error signature and user (null: of nobody known). */
  signatures: (Tallied & Omit<ErrorSignature, "users"> & { user_id: string | null })[];
}

/** Requests that agree in all but their time, which is within a step that begins at `at`. */
export interface StepCount {
  at: number;
  channel: string;
  kind: RequestKind | null;
  endpoint: string | null;
  /** null: successes. */
  fault: Fault | null;
  requests: number;
}

/** Events of one Channel and hour, in a form that other stores' can be compared with. */
export interface HourSum {
  hour: Hour;
  channel: string;
  events: number;
  /** Sum of the events' checksums. */
  checksum: number;
  /** When the last of them was accepted, milliseconds since 1970. */
  acceptedTo: number;
}

export const TALLY_PARTS = ["requests", "users", "recipes", "signatures"] as const satisfies (keyof Tally)[];
export type TallyPart = (typeof TALLY_PARTS)[number];

export interface EventIndexTallies {
  /** Once it resolves, every read of this range (a day at most) sees all writes that had resolved before, however busy the store is. */
  refresh(range: Pick<EventQuery, "from" | "to">): Promise<void>;
  /**
   * Of the query's requests by Channel and stretches of `slotMs` (aligned to multiples since 1970). Parts that are not
   * asked for stay empty.
   */
  tally(query: EventQuery, slotMs: number, parts?: readonly TallyPart[]): Promise<Tally>;
  /** Of the query's requests, by Channel, endpoint and verdict in steps of `stepMs` (aligned alike): the cheapest there is. */
  counts(query: EventQuery, stepMs: number): Promise<StepCount[]>;
  /** Of the query's events, by hour and Channel. Reads every event: an hour at a time is what a store can bear. */
  sums(query: EventQuery): Promise<HourSum[]>;
}

export interface EventIndex extends EventIndexWriter, EventIndexKeeper, EventIndexReader, EventIndexTallies {
  /** Longest time from a resolved write to its visibility, milliseconds: 0 embedded, else refresh and some. */
  readonly visibilityMs: number;
  close(): Promise<void>;
}

/** The index cannot be reached or refuses for a passing reason; the caller may try again. */
export class IndexUnavailable extends Error {
  override readonly name = "IndexUnavailable";
}
