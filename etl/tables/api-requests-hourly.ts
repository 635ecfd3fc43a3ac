import type { WarehouseTable } from "#lib/stores/warehouse/table.ts";

/**
 * API requests as counts that add up. `user_sketch` and `duration_histogram` are base64 of lib/sketches' bytes, so that
 * distinct users and percentiles of longer ranges come from their union.
 */
const apiRequestsHourly: WarehouseTable = {
  name: "api_requests_hourly",
  grain: ["channel", "endpoint", "kind", "status_class", "hour_at"],
  distribution: "channel",
  sort: ["hour_at", "channel"],
  day: "hour_at",
  expects: {
    between: { requests: [1, 1e12], users: [0, 1e10], duration_ms_sum: [0, 1e15], checksum_sum: [0, 1e18] },
    always: {
      "no more failures than requests": "failures >= 0 and failures <= requests",
      "percentiles that rise": "duration_ms_p50 <= duration_ms_p95 and duration_ms_p95 <= duration_ms_p99",
      "a class of status": "status_class in ('1xx', '2xx', '3xx', '4xx', '5xx', 'none')",
      "whole hours": "hour_at = date_trunc('hour', hour_at)",
    },
  },
  columns: [
    { name: "channel", type: "text", bytes: 64, required: true },
    { name: "endpoint", type: "text", bytes: 1_024 },
    { name: "kind", type: "text", bytes: 64, describe: "trigger, action, query or auth" },
    {
      name: "status_class",
      type: "text",
      bytes: 8,
      required: true,
      describe: "2xx, 4xx, 5xx or none (no response)",
    },
    { name: "hour_at", type: "timestamp", required: true, describe: "start of the hour, UTC" },
    { name: "requests", type: "bigint", required: true },
    { name: "failures", type: "bigint", required: true, describe: "requests that failed" },
    {
      name: "users",
      type: "bigint",
      required: true,
      describe: "distinct people of this row; not to be added up",
    },
    {
      name: "user_sketch",
      type: "text",
      bytes: 65_535,
      required: true,
      describe: "for distinct people over several rows",
    },
    { name: "duration_ms_sum", type: "double", required: true, describe: "by requests: the mean" },
    { name: "duration_ms_p50", type: "double", required: true },
    { name: "duration_ms_p95", type: "double", required: true },
    { name: "duration_ms_p99", type: "double", required: true },
    {
      name: "duration_histogram",
      type: "text",
      bytes: 65_535,
      required: true,
      describe: "for percentiles over several rows",
    },
    { name: "checksum_sum", type: "bigint", required: true, describe: "for verification" },
  ],
};

export default apiRequestsHourly;
