import { z } from "zod";
import { CHANNEL_STATES } from "../../channels/views.ts";
import { FAULTS, OUTCOMES } from "../../events/document.ts";
import { REQUEST_KINDS } from "../../events/kinds.ts";

const count = z.int().min(0);
const milliseconds = z.number().min(0);
const instant = z.iso.datetime().describe("ISO 8601, UTC");
const kind = z.enum(REQUEST_KINDS).nullable();

const figures = z.object({
  requests: count,
  failures: count,
  outcomes: z.record(z.enum(OUTCOMES), count).describe("Requests by class of the answer"),
  faults: z.record(z.enum(FAULTS), count).describe("Failures by who has to act"),
  users: count.describe("Distinct users, within 2 %"),
  users_affected: count.describe("Distinct users with at least one failure"),
  recipes_affected: count.describe("Distinct Recipes with at least one failure"),
  p50: milliseconds.nullable().describe("Median duration, ms; null without requests"),
  p95: milliseconds.nullable(),
  p99: milliseconds.nullable(),
});

const range = z.object({
  from: instant,
  to: instant.describe("Not included"),
  label: z.string().nullable().describe("Its short form, as 3h, when it moves with the clock"),
});

const state = z.object({
  name: z.enum(CHANNEL_STATES),
  since: instant.nullable(),
  reason: z.string().nullable().describe("In words; null when healthy"),
});

/** One row of `GET /api/v1/channels`. */
export const channelData = z.object({
  slug: z.string(),
  name: z.string(),
  registered: z.boolean().describe("False for a Channel that only its traffic made known"),
  state,
  current: figures,
  previous: figures.describe("Of the range of equal length before"),
  sparkline: z.array(z.object({ at: instant, requests: count, failures: count })),
  open_incidents: count.describe("Those that last"),
});

/** How far figures can be trusted. */
export const receiptData = z.object({
  complete_to: instant.nullable().describe("Every event taken before is counted"),
  behind: z.boolean(),
});

export const differing = z
  .array(z.object({ from: instant, to: instant }))
  .describe("Hours of which the last verification found the index to have something else than the archive");

/** `data` of `GET /api/v1/channels/{slug}/health`: the range's figures stand at the top. */
export const healthData = figures.extend({
  channel: z.object({ slug: z.string(), name: z.string(), registered: z.boolean() }),
  state,
  range,
  status_codes: z.record(z.string(), count).describe("Requests by HTTP status; `none` without a response"),
  bucket_ms: milliseconds,
  receipt: receiptData,
  differing,
  previous: figures.describe("Of the range of equal length before"),
  buckets: z.array(figures.omit({ users: true, recipes_affected: true }).extend({ at: instant })),
  previous_buckets: z
    .array(z.object({ at: instant, requests: count, failures: count, p50: milliseconds.nullable() }))
    .describe("The period before, shifted onto this range"),
  signatures: z.array(
    z.object({
      endpoint: z.string().nullable(),
      kind,
      label: z.string(),
      pattern: z.string().nullable(),
      fault: z.enum(FAULTS),
      count,
      users: count,
      first_seen: instant,
      last_seen: instant,
      latest_id: z.string(),
      sparkline: z.array(z.object({ at: instant, count })).describe("Equidistant, zeros included"),
    }),
  ),
  verdict_changes: z
    .object({
      refused_everybody: count.describe("Refusals that met everybody: the partner's, not the users' fault"),
      network_broken: count.describe("Failures on the way while the same workers failed elsewhere too"),
    })
    .describe("Failures whose verdict the minute around them changed; `faults` has it in"),
  incidents: z
    .array(
      z.object({
        number: z.int(),
        title: z.string(),
        from: instant.describe("When it fired"),
        to: instant.nullable().describe("null: it lasts"),
        planned: z.boolean().describe("In planned downtime"),
      }),
    )
    .describe("Those of which some part is in the range, newest first"),
  planned_downtimes: z.array(
    z.object({
      id: z.uuid(),
      endpoint: z.string().nullable(),
      from: instant,
      to: instant,
      note: z.string(),
    }),
  ),
  endpoints: z.array(figures.extend({ kind, endpoint: z.string().nullable() })),
});

/** One request: `GET /api/v1/channels/{slug}/requests`, and the live tail. */
export const requestData = z.object({
  id: z.string(),
  timestamp: instant.describe("Start of the request"),
  channel: z.string(),
  kind: z.enum(REQUEST_KINDS).optional(),
  endpoint: z.string().optional(),
  method: z.string().optional(),
  url: z.string().optional(),
  status_code: z.int().nullable().describe("null: no response"),
  duration_ms: milliseconds,
  outcome: z.enum(OUTCOMES),
  failed: z.boolean(),
  fault: z.enum(FAULTS).nullable().describe("From this request alone"),
  error_label: z.string().nullable().describe("Status or type of the error"),
  error_type: z.string().optional(),
  error_origin: z.literal("platform").optional(),
  error_message: z.string().optional(),
  timings: z
    .object({
      dns: milliseconds.optional(),
      connect: milliseconds.optional(),
      tls: milliseconds.optional(),
      first_byte: milliseconds.optional(),
    })
    .optional(),
  request_bytes: count.optional(),
  response_bytes: count.optional(),
  attempt: count.optional(),
  max_attempts: count.optional(),
  request_id: z.string().optional(),
  request_headers: z.record(z.string(), z.string()).optional(),
  response_headers: z.record(z.string(), z.string()).optional(),
  response_excerpt: z.string().optional(),
  recipe_id: z.string().optional(),
  run_id: z.string().optional(),
  worker: z.string().optional(),
  user_id: z.string().optional().describe("A pseudonym"),
  schema_version: z.int().optional(),
});

/** `data` of `GET /api/v1/channels/{slug}/requests/{id}`. */
export const requestDetailData = z.object({
  request: requestData,
  verdict: z.object({ fault: z.enum(FAULTS), reason: z.string() }).nullable(),
  similar: z
    .object({ query: z.string(), from: instant, to: instant, requests: count, users: count })
    .nullable()
    .describe("The same error on the same endpoint, in the hour before and after; null for a success"),
  run: z
    .array(
      z.union([
        z.object({ position: count, own: z.literal(true), request: requestData }),
        z.object({ position: count, own: z.literal(false), outcome: z.enum(OUTCOMES) }),
      ]),
    )
    .describe("The same Recipe run; steps on other Channels show position and outcome only"),
});

/** `data` of `GET /api/v1/channels/{slug}/histogram`. */
export const histogramData = z.object({
  bucket_ms: milliseconds,
  total: count,
  users: count,
  buckets: z.array(z.object({ at: instant, outcomes: z.record(z.enum(OUTCOMES), count) })),
  differing,
});

/** `data` of `GET /api/v1/channels/{slug}/facets`: values by field, most frequent first. */
export const facetsData = z.record(z.string(), z.array(z.object({ value: z.string(), count })));

const reached = z.array(z.object({ id: z.string(), failures: count }));

/** `data` of `GET /api/v1/channels/{slug}/affected`: most failures first. */
export const affectedData = z.object({
  users: reached.describe("By their pseudonyms"),
  recipes: reached,
});

/** One row of `GET /api/v1/channels/{slug}/views`. */
export const savedViewData = z.object({
  id: z.uuid(),
  name: z.string(),
  query: z.string().describe("In the Logs query language"),
  range: z.string().nullable().describe("As 3h; null: whichever range is looked at"),
  shared: z.boolean().describe("The Channel's; else the viewer's own"),
  created_by: z.string().nullable(),
  removable: z.boolean(),
});

export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  field: z.string().optional().describe("The parameter or field at fault"),
  position: z.int().optional().describe("Where in the field's text, from 0"),
  error_id: z.string().optional().describe("Names this error in the server's log"),
});
