import type { Client, estypes } from "@elastic/elasticsearch";
import type { EventDocument } from "../../../events/document.ts";
import type { DerivedFields } from "./document.ts";

const keyword: estypes.MappingProperty = { type: "keyword" };
/** Kept as it came, never searched. */
const kept: estypes.MappingProperty = { type: "keyword", index: false, doc_values: false };
const keptObject: estypes.MappingProperty = { type: "object", enabled: false };

/** Only what every Elasticsearch 9 has, without licence or extra module. */
const properties: Record<keyof EventDocument | keyof DerivedFields, estypes.MappingProperty> = {
  timestamp: { type: "date", format: "epoch_millis" },
  accepted_at: { type: "long" },
  duration_ms: { type: "double" },
  request_bytes: { type: "long" },
  response_bytes: { type: "long" },
  attempt: { type: "long" },
  max_attempts: { type: "long", index: false },
  schema_version: { type: "long", index: false },
  checksum: { type: "integer", index: false },
  status_code: { type: "short" },
  failed: { type: "boolean" },
  channel: keyword,
  id: keyword,
  kind: keyword,
  endpoint: keyword,
  method: keyword,
  outcome: keyword,
  fault: keyword,
  error_type: keyword,
  error_label: keyword,
  error_pattern: keyword,
  recipe_id: keyword,
  run_id: keyword,
  worker: keyword,
  user_id: keyword,
  request_id: keyword,
  error_origin: kept,
  error_message: kept,
  url: kept,
  response_excerpt: kept,
  timings: keptObject,
  request_headers: keptObject,
  response_headers: keptObject,
  words: { type: "text", analyzer: "whitespace", norms: false },
  endpoint_key: keyword,
  duration_bin: { type: "short", index: false },
  signature: keyword,
};

export const REFRESH_MS = 1_000;

/** Hours are made by their first event, as this template says. */
export async function putTemplate(client: Client, prefix: string): Promise<void> {
  await client.indices.putIndexTemplate({
    name: prefix,
    index_patterns: [`${prefix}-*`],
    priority: 500,
    template: {
      aliases: { [prefix]: {} },
      settings: {
        number_of_shards: 1,
        auto_expand_replicas: "0-1",
        refresh_interval: `${REFRESH_MS}ms`,
        sort: { field: ["timestamp"], order: ["desc"] },
      },
      mappings: { dynamic: "strict", properties },
    },
  });
}
