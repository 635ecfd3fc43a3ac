import type { EventDocument } from "../../lib/events/document.ts";
import { aDocument } from "../../lib/testing/builders.ts";

/** One in 25 fails; of these one in ten each for a user's token, a Recipe's data, and on the way. */
function answerTo(spread: number): Partial<EventDocument> {
  if (spread % 25 !== 0) return { status_code: 200 };
  const kind = (spread / 25) % 10;
  if (kind === 0) return { status_code: 401, error_message: "token expired" };
  if (kind === 1) return { status_code: 422, error_message: `no folder ${spread % 1_000}` };
  if (kind === 2) return { status_code: null, error_type: "timeout", error_message: "no answer in 30 s" };
  return { status_code: 503, error_message: `upstream ${spread % 1_000} refused the connection` };
}

/** A believable request: 8 endpoints, 60,000 users, failures of several kinds. */
export function aRequest(place: number, timestamp: number, channel: string): EventDocument {
  const spread = (place * 2_654_435_761) % 4_294_967_296;
  return aDocument({
    id: `bench-${place}-${spread.toString(36)}`,
    timestamp,
    channel,
    endpoint: `endpoint_${spread % 8}`,
    url: `https://api.example.com/v1/things/${spread % 1_000_000}/messages`,
    ...answerTo(spread),
    duration_ms: 20 + Math.exp((spread % 1_000) / 125),
    user_id: `u_${(spread % 60_000).toString(36).padStart(16, "0")}`,
    recipe_id: `recipe-${spread % 200_000}`,
    run_id: `run-${spread.toString(36)}-${place}`,
    worker: `worker-${spread % 6}`,
    request_headers: { accept: "application/json", "user-agent": "platform-worker/1.2" },
    timings: { dns: 1.5, connect: 10.25, tls: 20.5, first_byte: 80 },
  });
}
