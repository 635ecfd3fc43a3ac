import type { KeyHolder, Viewer } from "../../channels/access.ts";
import type { Clock } from "../../clock.ts";
import { AppError } from "../../errors.ts";
import { type EventStream, type StreamMessage, StreamUnavailable } from "../../stores/event-stream/port.ts";
import { channelPseudonymKey, pseudonymizer } from "../pseudonym.ts";
import { timeProblem } from "../time-limits.ts";
import type { Intake, LineError, LineReason, Refusal, SendRules } from "./intake.ts";
import { type Item, itemReader } from "./items.ts";
import type { RateLimit } from "./rate-limit.ts";
import { readBody } from "./read-body.ts";

/** Per append: small enough that other requests get their turn in between. */
const CHUNK = 500;
const MAX_ERRORS = 100;
/** A stream that hangs is waited for no longer than a sender would wait; it may take them even so. */
const APPEND_WITHIN_MS = 10_000;

export interface IngestResult {
  accepted: number;
  rejected: number;
  /** The first hundred. */
  errors: LineError[];
}

export interface IngestDeps {
  stream: EventStream;
  clock: Clock;
  rateLimit: RateLimit;
  pseudonymKey: string;
  retentionMs: number;
  /** Told of each refused line. */
  onRejected(reason: LineReason): void;
}

function messageOf<Event extends { timestamp: string }>(
  { read, send }: Intake<Event>,
  item: Item,
  { retentionMs, ...rules }: SendRules & { retentionMs: number },
): StreamMessage | Refusal {
  const { line } = item;
  if ("problem" in item) return { reason: item.reason, error: { line, message: item.problem } };
  const parsed = read(item.value, item.escapes);
  if ("problem" in parsed) {
    const { field, message } = parsed.problem;
    if (field === null) return { reason: "not_an_object", error: { line, message } };
    return { reason: "invalid_field", error: { line, field, message } };
  }
  const message = send(parsed.event, rules);
  if ("refused" in message) {
    return { reason: "other_channel", error: { line, field: "channel", message: message.refused } };
  }
  const untimely = timeProblem(Date.parse(parsed.event.timestamp), rules.now, retentionMs);
  if (untimely !== null) {
    const detail = untimely.detail.replace(/^timestamp: /, "");
    return { reason: untimely.reason, error: { line, field: "timestamp", message: detail } };
  }
  return message;
}

async function inTime(appending: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new StreamUnavailable(
      `The stream did not take the events in ${APPEND_WITHIN_MS / 1_000} s`,
    );
    timer = setTimeout(() => reject(error), APPEND_WITHIN_MS);
  });
  try {
    await Promise.race([appending, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Counts equal events without an id within one request. */
function occurrences(): (content: string) => number {
  const seen = new Map<string, number>();
  return (content) => {
    const count = seen.get(content) ?? 0;
    seen.set(content, count + 1);
    return count;
  };
}

function requireWriter(viewer: Viewer): KeyHolder {
  if (viewer.type !== "key") {
    throw new AppError("unauthenticated", "Events are sent with an API key: `Authorization: Bearer <key>`.");
  }
  if (!viewer.scopes.includes("events:write")) {
    throw new AppError("forbidden", "This API key lacks the scope events:write.");
  }
  return viewer;
}

/**
 * Takes a request's events into their topic of the stream: NDJSON or a JSON array, gzip or not, redacted and pseudonymous before
 * they enter, under the Channel's own pseudonyms if it is the Channel's key. Lines that cannot be taken are answered one by one and keep nothing else out. An event without id gets
 * one from its content, so that sending the request again changes nothing. Throws `unauthenticated`, `forbidden`,
 * `unsupported_type`, `too_large`, `rate_limited`, `bad_request` for a body that is no list of events at all, and
 * `StreamUnavailable`.
 */
export async function ingest<Event extends { timestamp: string }>(
  deps: IngestDeps,
  intake: Intake<Event>,
  { viewer, request }: { viewer: Viewer; request: Request },
): Promise<IngestResult> {
  const { id: key, channel } = requireWriter(viewer);
  const read = itemReader(request.headers.get("content-type"));
  const body = await readBody(request);
  const { count, items } = read(body);
  if (count === 0) throw new AppError("bad_request", "The body holds no events.");
  const now = deps.clock.now();
  deps.rateLimit.take(key, count, now);

  const rules = {
    viewer,
    now,
    retentionMs: deps.retentionMs,
    pseudonymize: pseudonymizer(
      channel === null ? deps.pseudonymKey : channelPseudonymKey(deps.pseudonymKey, channel),
    ),
    occurrence: occurrences(),
  };
  const result: IngestResult = { accepted: 0, rejected: 0, errors: [] };
  let chunk: StreamMessage[] = [];
  const append = async () => {
    if (chunk.length === 0) return;
    await inTime(deps.stream.append(intake.topic, chunk));
    result.accepted += chunk.length;
    chunk = [];
  };
  for (const item of items) {
    const message = messageOf(intake, item, rules);
    if ("error" in message) {
      result.rejected += 1;
      deps.onRejected(message.reason);
      if (result.errors.length < MAX_ERRORS) result.errors.push(message.error);
    } else {
      chunk.push(message);
      if (chunk.length === CHUNK) await append();
    }
  }
  await append();
  return result;
}
