import { createHash } from "node:crypto";
import type { EventDocument } from "../../../events/document.ts";
import type { ErrorSignature } from "../../../events/query/types.ts";
import { binOf } from "../../../sketches/durations.ts";
import { hourParts } from "../hour.ts";
import type { Period } from "../port.ts";
import { indexableWords } from "../words.ts";

/** What is grouped by and cannot be computed by a query. */
export interface DerivedFields {
  endpoint_key: string;
  duration_bin: number;
  signature?: string;
}

export type Source = Omit<EventDocument, "words"> & { words: string } & DerivedFields;

/** Everything but what is only there to be searched. */
export const NOT_READ = ["words", "endpoint_key", "duration_bin", "signature"];

type SignatureParts = Pick<ErrorSignature, "endpoint" | "kind" | "label" | "pattern" | "fault">;

export function sourceOf(document: EventDocument): Source {
  const { endpoint = null, kind = null, error_label: label, error_pattern: pattern, fault } = document;
  const source: Source = {
    ...document,
    words: indexableWords(document.words).join(" "),
    endpoint_key: `${kind ?? ""}/${endpoint ?? ""}`,
    duration_bin: binOf(document.duration_ms),
  };
  if (document.failed && label !== null && fault !== null) {
    source.signature = JSON.stringify([endpoint, kind, label, pattern, fault]);
  }
  return source;
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

type Identified = Pick<EventDocument, "channel" | "id" | "timestamp">;

/**
 * A slug has no slash, so this is one to one; what would be too long is hashed (a slug has no `#` either). In an index
 * of a whole day the hour belongs to it, because the same id in another hour is another event.
 */
export function idOf({ channel, id, timestamp }: Identified, period: Period): string {
  const inHour = `${channel}/${id}`;
  const plain = period === "day" ? `${hourParts(timestamp)[3]}/${inHour}` : inHour;
  if (Buffer.byteLength(plain) <= LONGEST_ID) return plain;
  return `#${createHash("sha256").update(plain).digest("base64url")}`;
}
