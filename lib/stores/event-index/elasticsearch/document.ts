import { createHash } from "node:crypto";
import type { EventDocument } from "../../../events/document.ts";
import type { ErrorSignature } from "../../../events/query/types.ts";
import { binOf } from "../../../sketches/durations.ts";
import { hourParts } from "../hour.ts";
import type { IndexedEvent, Period } from "../port.ts";
import { indexableWords } from "../words.ts";

/** What is grouped by and cannot be computed by a query. */
export interface DerivedFields {
  endpoint_key: string;
  duration_bin: number;
  signature?: string;
}

export type Source = Omit<EventDocument, "words" | Nullable> &
  Partial<Pick<EventDocument, Nullable>> & { words: string } & DerivedFields;

/** Fields that are null when there is nothing; left out of the source, which is sent and kept for every event. */
const NULLABLE = { status_code: null, fault: null, error_label: null, error_pattern: null };

type Nullable = keyof typeof NULLABLE;

export type ReadSource = Omit<Source, "words" | keyof DerivedFields>;

/** Everything but what is only there to be searched. */
export const NOT_READ = ["words", "endpoint_key", "duration_bin", "signature"];

type SignatureParts = Pick<ErrorSignature, "endpoint" | "kind" | "label" | "pattern" | "fault">;

export function sourceOf(document: EventDocument): Source {
  const { endpoint = null, kind = null, error_label: label, error_pattern: pattern, fault } = document;
  const source: Source = {
    ...document,
    status_code: document.status_code ?? undefined,
    fault: fault ?? undefined,
    error_label: label ?? undefined,
    error_pattern: pattern ?? undefined,
    words: indexableWords(document.words).join(" "),
    endpoint_key: `${kind ?? ""}/${endpoint ?? ""}`,
    duration_bin: binOf(document.duration_ms),
  };
  if (document.failed && label !== null && fault !== null) {
    source.signature = JSON.stringify([endpoint, kind, label, pattern, fault]);
  }
  return source;
}

/** The event again, of a source without what is not read. */
export function eventOf(source: ReadSource): IndexedEvent {
  return { ...NULLABLE, ...source };
}

export function signatureOf(key: string): SignatureParts {
  const [endpoint, kind, label, pattern, fault] = JSON.parse(key) as [
    SignatureParts["endpoint"],
    SignatureParts["kind"],
    SignatureParts["label"],
    SignatureParts["pattern"],
    SignatureParts["fault"],
  ];
  return { endpoint, kind, label, pattern, fault };
}

const LONGEST_ID = 512;

export type Identified = Pick<EventDocument, "channel" | "id" | "timestamp">;

/**
 * A slug has no slash, so this is one to one; what would be too long is hashed (and has no slash). In an index of a
 * whole day the hour belongs to it, because the same id in another hour is another event. The id first: ids that rise
 * with time are looked up in the youngest segments only.
 */
export function idOf({ channel, id, timestamp }: Identified, period: Period): string {
  const inHour = `${id}/${channel}`;
  const plain = period === "day" ? `${hourParts(timestamp)[3]}/${inHour}` : inHour;
  if (Buffer.byteLength(plain) <= LONGEST_ID) return plain;
  return `#${createHash("sha256").update(plain).digest("base64url")}`;
}
