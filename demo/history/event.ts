import type { ApiRequestEventInput } from "#lib/events/schema.ts";
import type { Reply } from "../behaviour.ts";
import type { DemoStep } from "../population/types.ts";
import { requestTarget } from "../protocol.ts";
import type { Random } from "../random.ts";
import { ANSWER_TIMEOUT_MS } from "../recipe-run.ts";

/** What a request met on its way: the API's reply, or no way at all. */
export type Fate = Reply | { type: "unresolved" };

type Told = Pick<
  ApiRequestEventInput,
  | "status_code"
  | "duration_ms"
  | "error_type"
  | "error_message"
  | "response_bytes"
  | "response_excerpt"
  | "timings"
>;

const round = (milliseconds: number) => Math.round(milliseconds * 1_000) / 1_000;

/** How the platform's own instrumentation would have told it. */
function tell(host: string, step: DemoStep, fate: Fate, random: Random): Told {
  switch (fate.type) {
    case "unresolved":
      return {
        status_code: null,
        duration_ms: round(4_900 + 200 * random.next()),
        error_type: "dns",
        error_message: `getaddrinfo EAI_AGAIN ${host}`,
      };
    case "refused":
      return {
        status_code: null,
        duration_ms: round(1 + 3 * random.next()),
        error_type: "connect",
        error_message: `connect ECONNREFUSED ${host}:443`,
      };
    case "reset":
      return {
        status_code: null,
        duration_ms: round(fate.delayMs),
        error_type: "reset",
        error_message: "other side closed",
      };
    case "silent":
      return {
        status_code: null,
        duration_ms: round(ANSWER_TIMEOUT_MS + 4 * random.next()),
        error_type: "timeout",
        error_message: `no answer within ${ANSWER_TIMEOUT_MS / 1_000} s`,
      };
    case "answer":
      return tellAnswer(step, fate, random);
  }
}

function tellAnswer(step: DemoStep, reply: Extract<Reply, { type: "answer" }>, random: Random): Told {
  const took = Math.min(reply.delayMs, ANSWER_TIMEOUT_MS - 1) + 1 + 2 * random.next();
  const told: Told = {
    status_code: reply.status,
    duration_ms: round(took),
    timings: { first_byte: round(took - random.next()) },
    response_bytes: 60 + 41 * step.endpoint.ingredients.length + random.below(90),
  };
  if (reply.body === "data") return told;
  if (reply.body === "nonsense") {
    const page = "<!doctype html><title>Be right back</title>";
    return {
      ...told,
      error_type: "invalid_response",
      error_message: "the answer is no JSON",
      response_excerpt: page,
      response_bytes: page.length,
    };
  }
  const body = JSON.stringify({ errors: [{ message: reply.message }] });
  return {
    ...told,
    error_message: reply.message ?? undefined,
    response_excerpt: body,
    response_bytes: body.length,
  };
}

/** One request of the past as an event, all but its identity and the run it belongs to. */
export function pastEvent(
  step: DemoStep,
  fate: Fate,
  random: Random,
): Omit<ApiRequestEventInput, "timestamp"> {
  const target = requestTarget(step.channel, step.endpoint);
  return {
    channel: step.channel.slug,
    kind: step.endpoint.kind,
    endpoint: step.endpoint.slug,
    method: target.method,
    url: target.url,
    request_bytes:
      target.method === "GET" ? 0 : 180 + 23 * step.endpoint.ingredients.length + random.below(60),
    ...tell(step.channel.host, step, fate, random),
  };
}
