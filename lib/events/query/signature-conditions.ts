import type { Condition, ErrorSignature, KeywordField } from "./types.ts";

const equals = (field: KeywordField, value: string | null): Condition[] =>
  value === null ? [] : [{ type: "keyword", field, values: [value], not: false }];

/** The search that finds a signature's requests again. */
export function signatureConditions(
  signature: Pick<ErrorSignature, "endpoint" | "kind" | "label" | "pattern">,
): Condition[] {
  const { endpoint, kind, label, pattern } = signature;
  return [
    ...equals("endpoint", endpoint),
    ...equals("kind", kind),
    ...equals("error_label", label),
    ...equals("error_pattern", pattern),
  ];
}

/** All requests of an endpoint. */
export function endpointConditions(endpoint: string | null, kind: string | null): Condition[] {
  return [...equals("endpoint", endpoint), ...equals("kind", kind)];
}
