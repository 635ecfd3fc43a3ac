import { createHash } from "node:crypto";
import type { EventDocument } from "../../../events/document.ts";
import type { ErrorSignature } from "../../../events/query/types.ts";
import { binOf } from "../../../sketches/durations.ts";
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

/** A slug has no slash, so this is one to one; what would be too long is hashed (a slug has no `#` either). */
export function idOf({ channel, id }: Pick<EventDocument, "channel" | "id">): string {
  const plain = `${channel}/${id}`;
  if (Buffer.byteLength(plain) <= LONGEST_ID) return plain;
  return `#${createHash("sha256").update(plain).digest("base64url")}`;
}
