import { z } from "zod";
import { REQUEST_KINDS } from "./kinds.ts";

/** Channel slugs are immutable and at most 64 characters; they are keys, index fields and URL parts. */
export const channelSlug = z
  .string()
  .max(64)
  .regex(/^[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?$/, "must be lower-case letters, digits, - or _");

const optional = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? undefined);
const text = (max: number) => optional(z.string().max(max));
const count = optional(z.number().int().min(0).max(Number.MAX_SAFE_INTEGER));
const milliseconds = z.number().min(0).max(86_400_000);
const headers = optional(
  z
    .record(z.string().max(256), z.string().max(2_048))
    .refine((value) => Object.keys(value).length <= 32, "must have 32 entries at most"),
);

/**
 * One request a platform worker made to a Channel, as it is sent. Durations are milliseconds; `timestamp` is the
 * start of the request. Only `timestamp`, `channel` and `duration_ms` are required; no status means no response.
 * Unknown fields are dropped by the parse (and counted by its caller), never a reason to reject.
 */
export const apiRequestEvent = z.object({
  id: text(128),
  timestamp: z.iso.datetime({ offset: true }),
  channel: channelSlug,
  kind: optional(z.enum(REQUEST_KINDS)),
  endpoint: text(128),
  method: text(16),
  url: text(2_048),
  status_code: z
    .number()
    .int()
    .min(100)
    .max(999)
    .nullish()
    .transform((value) => value ?? null),
  duration_ms: milliseconds,
  timings: optional(
    z.object({
      dns: optional(milliseconds),
      connect: optional(milliseconds),
      tls: optional(milliseconds),
      first_byte: optional(milliseconds),
    }),
  ),
  error_type: text(64),
  error_origin: optional(z.literal("platform")),
  error_message: text(2_048),
  request_bytes: count,
  response_bytes: count,
  attempt: count,
  max_attempts: count,
  request_id: text(256),
  request_headers: headers,
  response_headers: headers,
  response_excerpt: text(2_048),
  recipe_id: text(128),
  run_id: text(128),
  worker: text(128),
  user_id: text(256),
  schema_version: optional(z.number().int()),
});

export type ApiRequestEvent = z.output<typeof apiRequestEvent>;
export type ApiRequestEventInput = z.input<typeof apiRequestEvent>;
