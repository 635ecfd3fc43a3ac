import type { DemoChannel, DemoEndpoint, LatencyShape } from "./catalogue/types.ts";
import { concerns, type InjectedFault } from "./faults.ts";
import { pick, type Random } from "./random.ts";

/** What an API does with one request: the sandbox does it, the history tells it. */
export type Reply =
  | {
      type: "answer";
      delayMs: number;
      status: number;
      /** `nonsense`: a body that is no JSON. */
      body: "data" | "error" | "nonsense";
      message: string | null;
      retryAfterS: number | null;
      /** A trigger has something new. */
      fresh: boolean;
    }
  | { type: "refused" }
  | { type: "reset"; delayMs: number }
  | { type: "silent" };

/** Share of polls that find something new. */
const FRESH_SHARE = 0.5;

export function drawLatency(shape: LatencyShape, random: Random): number {
  const body = shape.medianMs * Math.exp(shape.sigma * random.normal());
  return random.next() < shape.tailShare ? body * shape.tailFactor : body;
}

function failing(delayMs: number, status: number, message: string, retryAfterS: number | null = null): Reply {
  return { type: "answer", delayMs, status, body: "error", message, retryAfterS, fresh: false };
}

function fromFault(fault: InjectedFault, delayMs: number): Reply {
  const { settings } = fault;
  switch (fault.kind) {
    case "errors":
      return failing(delayMs * settings.factor, settings.status, settings.message);
    case "rate_limit":
      return failing(delayMs * 0.3, 429, "too many requests", settings.retry_after);
    case "expired_tokens":
      return failing(delayMs * 0.5, 401, "the access token expired");
    case "wrong_answers":
      return {
        type: "answer",
        delayMs,
        status: 200,
        body: "nonsense",
        message: null,
        retryAfterS: null,
        fresh: false,
      };
    case "outage":
      if (settings.mode === "refused") return { type: "refused" };
      return settings.mode === "reset" ? { type: "reset", delayMs } : { type: "silent" };
    case "slowness":
      throw new RangeError("Slowness delays an answer; it gives none.");
  }
}

/** What the API does with a request to this endpoint while these faults are at work on its Channel. */
export function decideReply(
  channel: DemoChannel,
  endpoint: DemoEndpoint,
  faults: readonly InjectedFault[],
  random: Random,
): Reply {
  let delayMs = drawLatency(endpoint.latency, random);
  const struck = faults.filter(
    (fault) => concerns(fault, endpoint.slug) && random.next() < fault.settings.share,
  );
  for (const fault of struck) if (fault.kind === "slowness") delayMs *= fault.settings.factor;
  const breaking = struck.filter((fault) => fault.kind !== "slowness");
  if (breaking.length > 0) return fromFault(pick(random, breaking), delayMs);
  for (const failure of channel.failures) {
    if (failure.kinds !== undefined && !failure.kinds.includes(endpoint.kind)) continue;
    if (random.next() < failure.share)
      return failing(delayMs, failure.status, failure.message, failure.status === 429 ? 30 : null);
  }
  const fresh = endpoint.kind === "trigger" && random.next() < FRESH_SHARE;
  return { type: "answer", delayMs, status: 200, body: "data", message: null, retryAfterS: null, fresh };
}
