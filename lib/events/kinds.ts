/** What a request was made for; apart from the schema, so that the browser needs no validator to know it. */
export const REQUEST_KINDS = ["trigger", "action", "query", "auth"] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];
