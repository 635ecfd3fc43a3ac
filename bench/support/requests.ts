import type { EventDocument } from "../../lib/events/document.ts";
import { aDocument } from "../../lib/testing/builders.ts";

/** A believable request: 8 endpoints, 60,000 users, one in 25 fails. */
export function aRequest(place: number, timestamp: number, channel: string): EventDocument {
  const spread = (place * 2_654_435_761) % 4_294_967_296;
  const failed = spread % 25 === 0;
  return aDocument({
    id: `bench-${place}-${spread.toString(36)}`,
    timestamp,
    channel,
    endpoint: `endpoint_${spread % 8}`,
    url: `https://api.example.com/v1/things/${spread % 1_000_000}/messages`,
    status_code: failed ? 503 : 200,
    error_message: failed ? `upstream ${spread % 1_000} refused the connection` : undefined,
    duration_ms: 20 + Math.exp((spread % 1_000) / 125),
    user_id: `u_${(spread % 60_000).toString(36).padStart(16, "0")}`,
    recipe_id: `recipe-${spread % 200_000}`,
    run_id: `run-${spread.toString(36)}-${place}`,
    worker: `worker-${spread % 6}`,
    request_headers: { accept: "application/json", "user-agent": "platform-worker/1.2" },
    timings: { dns: 1.5, connect: 10.25, tls: 20.5, first_byte: 80 },
  });
}
