import type { JudgedEvent } from "../events/accept.ts";
import { type Archived, POSITION_COLUMNS } from "./position.ts";
import type { Shape } from "./shape.ts";

const json = (value: object | undefined) => (value === undefined ? null : JSON.stringify(value));

/** An API request as the index stores it, with its place in the stream. */
export const apiRequestShape: Shape<Archived<JudgedEvent>> = {
  columns: [
    { name: "id", type: "string", required: true, unique: true, of: ({ event }) => event.id },
    {
      name: "timestamp",
      type: "timestamp",
      required: true,
      bounds: true,
      of: ({ event }) => event.timestamp,
    },
    { name: "channel", type: "string", required: true, bounds: true, of: ({ event }) => event.channel },
    { name: "kind", type: "string", of: ({ event }) => event.kind },
    { name: "endpoint", type: "string", of: ({ event }) => event.endpoint },
    { name: "method", type: "string", of: ({ event }) => event.method },
    { name: "url", type: "string", unique: true, of: ({ event }) => event.url },
    { name: "status_code", type: "int32", of: ({ event }) => event.status_code },
    { name: "duration_ms", type: "double", required: true, of: ({ event }) => event.duration_ms },
    { name: "dns_ms", type: "double", of: ({ event }) => event.timings?.dns },
    { name: "connect_ms", type: "double", of: ({ event }) => event.timings?.connect },
    { name: "tls_ms", type: "double", of: ({ event }) => event.timings?.tls },
    { name: "first_byte_ms", type: "double", of: ({ event }) => event.timings?.first_byte },
    { name: "error_type", type: "string", of: ({ event }) => event.error_type },
    { name: "error_origin", type: "string", of: ({ event }) => event.error_origin },
    { name: "error_message", type: "string", of: ({ event }) => event.error_message },
    { name: "request_bytes", type: "int64", of: ({ event }) => event.request_bytes },
    { name: "response_bytes", type: "int64", of: ({ event }) => event.response_bytes },
    { name: "attempt", type: "int64", of: ({ event }) => event.attempt },
    { name: "max_attempts", type: "int64", of: ({ event }) => event.max_attempts },
    { name: "request_id", type: "string", unique: true, of: ({ event }) => event.request_id },
    { name: "request_headers", type: "json", of: ({ event }) => json(event.request_headers) },
    { name: "response_headers", type: "json", of: ({ event }) => json(event.response_headers) },
    { name: "response_excerpt", type: "string", of: ({ event }) => event.response_excerpt },
    { name: "recipe_id", type: "string", of: ({ event }) => event.recipe_id },
    { name: "run_id", type: "string", unique: true, of: ({ event }) => event.run_id },
    { name: "worker", type: "string", of: ({ event }) => event.worker },
    { name: "user_id", type: "string", of: ({ event }) => event.user_id },
    { name: "schema_version", type: "int64", of: ({ event }) => event.schema_version },
    { name: "outcome", type: "string", required: true, of: ({ event }) => event.outcome },
    { name: "failed", type: "boolean", required: true, of: ({ event }) => event.failed },
    { name: "fault", type: "string", of: ({ event }) => event.fault },
    { name: "error_label", type: "string", of: ({ event }) => event.error_label },
    { name: "error_pattern", type: "string", of: ({ event }) => event.error_pattern },
    ...POSITION_COLUMNS,
  ],
};
