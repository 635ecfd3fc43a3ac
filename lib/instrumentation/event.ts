import { redactText, redactUrl } from "../events/redact.ts";
import type { ApiRequestEventInput } from "../events/schema.ts";
import type { RequestFailure } from "./error-type.ts";
import type { Trace } from "./trace.ts";
import { uuidv7 } from "./uuid.ts";

/** Whose request it is: what the platform knows and the wire does not say. */
export type RequestContext = Pick<
  ApiRequestEventInput,
  "channel" | "kind" | "endpoint" | "recipe_id" | "run_id" | "user_id" | "worker" | "attempt" | "max_attempts"
>;

/** A call that has ended. */
interface FinishedCall {
  context: RequestContext;
  worker: string | undefined;
  method: string;
  url: string;
  /** Start, milliseconds since 1970. */
  startedAt: number;
  durationMs: number;
  trace: Trace;
  status: number | null;
  /** The partner's own id of the request. */
  requestId: string | undefined;
  failure: RequestFailure | null;
  /** Of the answer; null when it came as it is. */
  contentEncoding: string | null;
}

/** Partners name their request ids differently; the first of these that is there counts. */
export const REQUEST_ID_HEADERS = [
  "x-request-id",
  "request-id",
  "x-correlation-id",
  "x-amzn-requestid",
  "x-amz-request-id",
  "x-github-request-id",
  "x-slack-req-id",
  "x-trace-id",
  "cf-ray",
] as const;

const MAX_TEXT = 2_048;
const MAX_REQUEST_ID = 256;

const rounded = (milliseconds: number) => Math.max(0, Math.round(milliseconds * 1_000) / 1_000);

/** The API-request event of a finished call: redacted, within the schema's limits. */
export function eventOf(call: FinishedCall): ApiRequestEventInput {
  const { trace, failure, context } = call;
  const failed = failure !== null || (call.status ?? 0) >= 400;
  return {
    ...context,
    id: uuidv7(call.startedAt),
    timestamp: new Date(call.startedAt).toISOString(),
    method: call.method,
    url: redactUrl(call.url).slice(0, MAX_TEXT),
    status_code: call.status,
    duration_ms: rounded(call.durationMs),
    timings: timingsOf(trace),
    error_type: failure?.type ?? undefined,
    error_message: failure === null ? undefined : redactText(failure.message).slice(0, MAX_TEXT),
    request_bytes: trace.requestBytes,
    response_bytes: call.status === null ? undefined : trace.responseBytes,
    response_excerpt: failed ? excerptOf(trace, call.contentEncoding) : undefined,
    request_id: call.requestId?.slice(0, MAX_REQUEST_ID),
    worker: context.worker ?? call.worker,
    schema_version: 1,
  };
}

/** The beginning of an answer that failed, as text; a compressed or binary one tells nobody anything. */
function excerptOf({ bodyStart }: Trace, contentEncoding: string | null): string | undefined {
  if (bodyStart === null || contentEncoding !== null) return undefined;
  const text = redactText(bodyStart.subarray(0, MAX_TEXT).toString("utf8")).slice(0, MAX_TEXT);
  return text.includes("\0") ? undefined : text;
}

function timingsOf({ connection, sentAt, firstByteAt }: Trace): ApiRequestEventInput["timings"] {
  const { dns, connect, tls } = connection;
  const answered = sentAt !== null && firstByteAt !== null;
  return {
    ...(dns === undefined ? {} : { dns: rounded(dns) }),
    ...(connect === undefined ? {} : { connect: rounded(connect) }),
    ...(tls === undefined ? {} : { tls: rounded(tls) }),
    ...(answered ? { first_byte: rounded(firstByteAt - sentAt) } : {}),
  };
}
