import { Counter, collectDefaultMetrics, Histogram, register } from "prom-client";

import type { LineReason } from "../events/ingest/intake.ts";

const LABELS = ["method", "route", "status"] as const;

/** One registry per process, though Next may load this module more than once. */
function metrics() {
  const requests = register.getSingleMetric("http_requests_total");
  const durations = register.getSingleMetric("http_request_duration_seconds");
  const rejectedLines = register.getSingleMetric("channelscope_intake_rejected_lines_total");
  if (requests instanceof Counter && durations instanceof Histogram && rejectedLines instanceof Counter) {
    return { requests, durations, rejectedLines };
  }
  collectDefaultMetrics({ register });
  return {
    requests: new Counter({
      name: "http_requests_total",
      help: "API requests answered, by method, route and status.",
      labelNames: LABELS,
    }),
    durations: new Histogram({
      name: "http_request_duration_seconds",
      help: "Time until an API answer began.",
      labelNames: LABELS,
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    }),
    rejectedLines: new Counter({
      name: "channelscope_intake_rejected_lines_total",
      help: "Events sent over HTTP that were refused, by reason: no dead letter keeps them.",
      labelNames: ["reason"],
    }),
  };
}

/** Counts an answered request; `route` is its path with parameters as `{name}`, so that it has few values. */
export function countRequest(method: string, route: string, status: number, milliseconds: number): void {
  const { requests, durations } = metrics();
  const labels = { method, route, status: String(status) };
  requests.inc(labels);
  durations.observe(labels, milliseconds / 1_000);
}

/** Counts a line that a collector (`POST /api/v1/events`, `…/interactions`) refused. */
export function countRejectedLine(reason: LineReason): void {
  metrics().rejectedLines.inc({ reason });
}

/** Everything this process counts, in Prometheus' text format. */
export async function metricsText(): Promise<{ body: string; contentType: string }> {
  metrics();
  return { body: await register.metrics(), contentType: register.contentType };
}
