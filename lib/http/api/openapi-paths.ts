import { z } from "zod";
import { apiRequestEvent } from "../../events/schema.ts";
import { interactionEvent } from "../../interactions/event.ts";
import {
  affectedParams,
  cursorParam,
  exportFormatParam,
  exportLimitParam,
  instantParam,
  limitParam,
  queryParam,
  rangeParams,
  requestIdParam,
  slugParam,
} from "../parameters.ts";
import { ALERT_OPERATIONS } from "./alert-paths.ts";
import { INCIDENT_OPERATIONS } from "./incident-paths.ts";
import { json, list, type Operation, object } from "./operation.ts";
import {
  affectedData,
  channelData,
  facetsData,
  healthData,
  histogramData,
  receiptData,
  requestData,
  requestDetailData,
  savedViewData,
} from "./schemas.ts";
import { usageData, usageRangeParam, usageTableParam } from "./usage-schemas.ts";

const slug = { slug: slugParam };
const search = { ...rangeParams, q: queryParam };

const eventsBody = (event: z.ZodType) => ({
  description: "An array of events, or one event a line. At most 10 MB, gzip allowed",
  schemas: { "application/json": z.array(event), "application/x-ndjson": z.string() },
});

const taken = {
  status: 202,
  contentType: "application/json",
  schema: object(
    z.object({
      accepted: z.int().min(0),
      rejected: z.int().min(0),
      errors: z
        .array(z.object({ line: z.int(), message: z.string(), field: z.string().optional() }))
        .describe("The first hundred"),
    }),
  ),
  description: "How many were taken, and what is wrong with the others",
} as const;

/** What the public API offers, from the same schemas that its routes parse with. */
export const OPERATIONS: Operation[] = [
  {
    path: "/api/v1/channels",
    method: "get",
    id: "listChannels",
    summary: "Channels with their state and figures, worst first",
    scope: "read",
    query: rangeParams,
    answer: json(
      list(channelData).extend({ receipt: receiptData }),
      "Every Channel that the key may read, and how complete its figures are",
    ),
  },
  {
    path: "/api/v1/channels/{slug}/health",
    method: "get",
    id: "channelHealth",
    summary: "Figures of a range, over time, by error and by endpoint",
    scope: "read",
    params: slug,
    query: rangeParams,
    answer: json(object(healthData), "The Channel's health"),
  },
  {
    path: "/api/v1/channels/{slug}/usage",
    method: "get",
    id: "channelUsage",
    summary: "Who used the Channel and how, against as many days before; small groups folded",
    scope: "read",
    params: slug,
    query: { range: usageRangeParam },
    answer: json(object(usageData), "The Channel's usage"),
  },
  {
    path: "/api/v1/channels/{slug}/usage/export",
    method: "get",
    id: "exportUsage",
    summary: "One of Usage's tables as a file",
    scope: "read",
    params: slug,
    query: { range: usageRangeParam, table: usageTableParam },
    answer: {
      status: 200,
      contentType: "text/csv",
      schema: z.string(),
      description: "A cell that a spreadsheet would run begins with '",
    },
  },
  {
    path: "/api/v1/channels/{slug}/affected",
    method: "get",
    id: "channelAffected",
    summary: "Users and Recipes with a failure in the range, most failures first",
    scope: "read",
    params: slug,
    query: { ...rangeParams, ...affectedParams },
    answer: json(object(affectedData), "Of each as many as `limit` says; with `format=csv` as text/csv"),
  },
  {
    path: "/api/v1/channels/{slug}/requests",
    method: "get",
    id: "searchRequests",
    summary: "Requests that match a query, newest first",
    scope: "read",
    params: slug,
    query: { ...search, limit: limitParam, cursor: cursorParam },
    answer: json(list(requestData), "A page of requests"),
  },
  {
    path: "/api/v1/channels/{slug}/requests/{id}",
    method: "get",
    id: "requestDetail",
    summary: "One request, whose fault its failure is, and its Recipe run",
    scope: "read",
    params: { ...slug, id: requestIdParam },
    query: { at: instantParam },
    answer: json(object(requestDetailData), "The request"),
  },
  {
    path: "/api/v1/channels/{slug}/histogram",
    method: "get",
    id: "requestHistogram",
    summary: "How many requests match, over time and by outcome",
    scope: "read",
    params: slug,
    query: search,
    answer: json(object(histogramData), "Buckets of equal width"),
  },
  {
    path: "/api/v1/channels/{slug}/facets",
    method: "get",
    id: "requestFacets",
    summary: "Most frequent values by field; a field's own choice does not narrow its counts",
    scope: "read",
    params: slug,
    query: search,
    answer: json(object(facetsData), "Values with their counts"),
  },
  {
    path: "/api/v1/channels/{slug}/export",
    method: "get",
    id: "exportRequests",
    summary: "Requests that match a query as a file, newest first, up to a million",
    scope: "read",
    params: slug,
    query: { ...search, format: exportFormatParam, limit: exportLimitParam },
    answer: {
      status: 200,
      contentType: "text/csv",
      schema: z.string(),
      description:
        "Streamed; with `format=ndjson` as application/x-ndjson. A cell that a spreadsheet would run begins with '",
    },
  },
  {
    path: "/api/v1/channels/{slug}/tail",
    method: "get",
    id: "tailRequests",
    summary: "New requests as server-sent events",
    scope: "read",
    params: slug,
    query: { q: queryParam },
    answer: {
      status: 200,
      contentType: "text/event-stream",
      schema: z.string(),
      description:
        "Events `requests` (data: an array of requests) and `status` (data: live or interrupted); resumes by Last-Event-ID, and sends those of the seconds before again",
    },
  },
  {
    path: "/api/v1/channels/{slug}/views",
    method: "get",
    id: "listSavedViews",
    summary: "Searches that were kept for the Channel, by name",
    scope: "read",
    params: slug,
    answer: json(list(savedViewData), "The Channel's views; of somebody signed in also their own"),
  },
  {
    path: "/api/v1/events",
    method: "post",
    id: "sendEvents",
    summary: "Send API-request events",
    scope: "events:write",
    body: eventsBody(apiRequestEvent),
    answer: taken,
  },
  {
    path: "/api/v1/interactions",
    method: "post",
    id: "sendInteractions",
    summary: "Send interaction events: what people did in the platform's product",
    scope: "events:write",
    body: eventsBody(interactionEvent),
    answer: taken,
  },
  ...ALERT_OPERATIONS,
  ...INCIDENT_OPERATIONS,
];
