import type { Client, estypes } from "@elastic/elasticsearch";
import type { EventDocument } from "../../../events/document.ts";
import type { DerivedFields } from "./document.ts";
import { layoutTemplate } from "./schedule.ts";

const keyword: estypes.MappingProperty = { type: "keyword" };
/** Kept as it came, never searched. */
const kept: estypes.MappingProperty = { type: "keyword", index: false, doc_values: false };
const keptObject: estypes.MappingProperty = { type: "object", enabled: false };

/**
 * Searched by its column alone, in the few hours and the one Channel that a query names: an inverted index of values
 * that hardly ever repeat costs more than all the rest of an event (docs/performance.md).
 */
const column = (type: "keyword" | "long" | "short" | "double"): estypes.MappingProperty => ({
  type,
  index: false,
});

/** Only what every Elasticsearch 9 has, without licence or extra module. */
const properties: Record<keyof EventDocument | keyof DerivedFields, estypes.MappingProperty> = {
  timestamp: { type: "date", format: "epoch_millis" },
  // Asked for by live tails every second, of all of an hour.
  accepted_at: { type: "long" },
  duration_ms: column("double"),
  request_bytes: column("long"),
  response_bytes: column("long"),
  attempt: column("long"),
  max_attempts: column("long"),
  schema_version: column("long"),
  checksum: { type: "integer", index: false },
  status_code: column("short"),
  failed: { type: "boolean" },
  channel: keyword,
  id: column("keyword"),
  kind: keyword,
  endpoint: keyword,
  method: keyword,
  outcome: keyword,
  fault: keyword,
  error_type: keyword,
  error_label: keyword,
  error_pattern: keyword,
  recipe_id: keyword,
  run_id: column("keyword"),
  worker: keyword,
  user_id: keyword,
  request_id: column("keyword"),
  error_origin: kept,
  error_message: kept,
  url: kept,
  response_excerpt: kept,
  timings: keptObject,
  request_headers: keptObject,
  response_headers: keptObject,
  words: { type: "text", analyzer: "whitespace", norms: false },
  endpoint_key: column("keyword"),
  duration_bin: column("short"),
  signature: keyword,
};

export const REFRESH_MS = 1_000;

/** Indices are made by their first event, as this template and the layout (schedule.ts) say. */
export async function putTemplate(client: Client, prefix: string): Promise<void> {
  await client.indices.putIndexTemplate({
    name: prefix,
    index_patterns: [`${prefix}-*`],
    priority: 500,
    composed_of: [layoutTemplate(prefix)],
    template: {
      aliases: { [prefix]: {} },
      settings: {
        refresh_interval: `${REFRESH_MS}ms`,
        // A Channel's events lie together: smaller than by time alone, and as fast (docs/performance.md).
        sort: { field: ["channel", "timestamp"], order: ["asc", "desc"] },
      },
      mappings: { dynamic: "strict", properties },
    },
  });
}
