import type { ErrorSignature } from "../events/query/types.ts";
import { formatDuration } from "../format/duration.ts";
import { formatCount, formatPercentShort } from "../format/number.ts";
import type { Judged } from "./state.ts";

/** What fails most in the window a state was judged by. */
export interface FailingPart {
  /** The endpoint that most failures belong to, its requests and its failures; null when it is not one alone. */
  endpoint: { name: string; requests: number; failures: number } | null;
  /** Label of the most frequent error. */
  label: string | null;
}

/** An endpoint that stands for this share of all failures is where the failure is. */
const MOST_FAILURES = 0.6;

/** Finds what fails from the window's most frequent signatures and its requests per endpoint. */
export function failingPart(
  signatures: readonly ErrorSignature[],
  requestsOf: ReadonlyMap<string, number>,
): FailingPart {
  const count = (part: (signature: ErrorSignature) => string | null) => {
    const counts = new Map<string, number>();
    for (const signature of signatures) {
      const key = part(signature);
      if (key !== null) counts.set(key, (counts.get(key) ?? 0) + signature.count);
    }
    return [...counts].sort((a, b) => b[1] - a[1])[0] ?? null;
  };
  const failures = signatures.reduce((sum, signature) => sum + signature.count, 0);
  const label = count((signature) => signature.label)?.[0] ?? null;
  const worst = count((signature) => signature.endpoint);
  const requests = worst === null ? 0 : (requestsOf.get(worst[0]) ?? 0);
  const alone =
    worst !== null && requestsOf.size > 1 && worst[1] >= failures * MOST_FAILURES && requests >= worst[1];
  return { endpoint: alone ? { name: worst[0], requests, failures: worst[1] } : null, label };
}

const LABELS: Record<string, string> = {
  no_response: "no response",
  invalid_response: "invalid answer",
  dns: "name not found",
  connect: "no connection",
  tls: "TLS error",
  reset: "connection reset",
};

function labelInWords(label: string | null): string {
  if (label === null) return "";
  return `: ${/^\d{3}$/.test(label) ? `HTTP ${label}` : (LABELS[label] ?? label.replaceAll("_", " "))}`;
}

/** Why a Channel is in its state, without the state's name and without clock times; null when healthy. */
export function reasonOf({ cause }: Judged, part: FailingPart | null): string | null {
  if (cause === null) return null;
  if (cause.type === "silent") {
    return `No requests for 30 minutes, where about ${formatCount(cause.usual)} are usual`;
  }
  if (cause.type === "slow") {
    const times = cause.p95 / Math.max(cause.usual, 1);
    const factor = times < 9.5 ? times.toFixed(1).replace(/\.0$/, "") : formatCount(times);
    return `p95 is ${factor} times its usual: ${formatDuration(cause.p95)}`;
  }
  const endpoint = part?.endpoint ?? null;
  const share = endpoint === null ? cause.share : endpoint.failures / endpoint.requests;
  const whose = endpoint === null ? "requests" : endpoint.name;
  return `${formatPercentShort(share)} of ${whose} fail${labelInWords(part?.label ?? null)}`;
}
