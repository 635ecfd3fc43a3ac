import { z } from "zod";
import { FAULTS } from "../../events/document.ts";
import { REQUEST_KINDS } from "../../events/kinds.ts";
import { incidentData, transitionData } from "./alert-schemas.ts";
import { differing, receiptData } from "./schemas.ts";

const count = z.int().min(0);
const instant = z.iso.datetime().describe("ISO 8601, UTC");
const share = z.number().min(0).describe("Of 1");

/** What somebody said about an incident. */
export const noteData = z.object({
  id: z.uuid(),
  author: z.string(),
  staff: z.boolean().describe("Of the platform's side, as against the partner's"),
  text: z.string(),
  at: instant,
});

const impact = z.object({
  requests: count,
  failures: count.describe("Those that the Recipe counts; for latency, those that took too long"),
  users_active: count,
  users_affected: count,
  recipes_affected: count,
  recipes_turned_off: count.nullable().describe("By users meanwhile; null: Recipes are not on record"),
  retried: z
    .object({ runs: count, share })
    .nullable()
    .describe("Runs that failed first and succeeded at a later attempt"),
  budget_used: share.nullable().describe("Of the error budget of 30 days at 99.9 %"),
});

const figures = z.object({
  from: instant,
  to: instant,
  span: z.object({ from: instant, to: instant }).describe("Of the requests that are counted"),
  bucket_ms: z.number(),
  points: z
    .array(z.object({ at: instant, value: z.number().nullable() }))
    .describe("What the trigger looks at: a share of 1, milliseconds, or requests"),
  known: z.boolean().describe("False: its events are not kept any more"),
  impact,
  verdict: z.object({ fault: z.enum(FAULTS), why: z.string() }).nullable(),
  faults: z.record(z.enum(FAULTS), count),
  changes: z.object({ refused_everybody: count, network_broken: count }),
  signatures: z.array(
    z.object({
      endpoint: z.string().nullable(),
      kind: z.enum(REQUEST_KINDS).nullable(),
      label: z.string(),
      pattern: z.string().nullable(),
      fault: z.enum(FAULTS),
      count,
      users: count,
      latest_id: z.string(),
    }),
  ),
  first: z
    .object({
      id: z.string(),
      at: instant,
      method: z.string().nullable(),
      endpoint: z.string().nullable(),
      label: z.string().nullable(),
      worker: z.string().nullable(),
    })
    .nullable(),
  behind: z.object({ query: z.string().describe("Finds the requests in Logs"), requests: count }),
});

/** `data` of `GET /api/v1/channels/{slug}/incidents/{number}`. */
export const incidentRoomData = incidentData.extend({
  channel_name: z.string(),
  partner: z.string(),
  condition: z.string().describe("The trigger in words"),
  transitions: z.array(transitionData),
  notes: z.array(noteData),
  figures,
  similar: z.array(
    incidentData
      .pick({ number: true, title: true, started_at: true, recovered_at: true, ended_because: true })
      .extend({ like: z.enum(["signature", "recipe"]) }),
  ),
  receipt: receiptData,
  differing,
});

/** Rows of `…/incidents/{number}/affected`. */
export const affectedUserData = z.object({
  user: z.string().nullable().describe("A pseudonym; null: Recipes of which no user is on record"),
  failures: count,
  recipes: z.array(z.string()),
});

/** Rows of `…/planned-downtimes`. */
export const downtimeData = z.object({
  id: z.uuid(),
  endpoint: z.string().nullable().describe("null: all of the Channel"),
  starts_at: instant,
  ends_at: instant,
  note: z.string(),
  created_by: z.string().nullable(),
});
