import { expect, test } from "vitest";
import { apiRequestShape } from "./api-requests.ts";
import { interactionShape } from "./interactions.ts";

const described = (columns: readonly { name: string; type: string }[]) =>
  columns.map(({ name, type }) => `${name} ${type}`).join(", ");

// Warehouses map columns by position: append here, and change nothing before.
test("the columns of API requests are what warehouses load by position", () => {
  expect(described(apiRequestShape.columns)).toBe(
    "id string, timestamp timestamp, channel string, kind string, endpoint string, method string, url string, status_code int32, duration_ms double, dns_ms double, connect_ms double, tls_ms double, first_byte_ms double, error_type string, error_origin string, error_message string, request_bytes int64, response_bytes int64, attempt int64, max_attempts int64, request_id string, request_headers json, response_headers json, response_excerpt string, recipe_id string, run_id string, worker string, user_id string, schema_version int64, outcome string, failed boolean, fault string, error_label string, error_pattern string, checksum int32, partition int32, offset int64, appended_at timestamp",
  );
});

test("the columns of interactions are what warehouses load by position", () => {
  expect(described(interactionShape.columns)).toBe(
    "id string, timestamp timestamp, user_id string, type string, channel string, recipe_id string, platform string, country string, properties json, checksum int32, partition int32, offset int64, appended_at timestamp",
  );
});
