const json = (fields: string, more: string) => Buffer.from(`{${fields},${more}}`);
const many = (count: number, item: (number: number) => string) =>
  Array.from({ length: count }, (_, n) => item(n));

/**
 * The fourteen kinds of message that must not block a partition (rule 3 of the promises). Each gets the members of a
 * good event as JSON text, id first; of a member that is repeated the last one counts.
 */
export const POISON_KINDS: Record<string, (fields: string) => Buffer | null> = {
  empty: () => Buffer.alloc(0),
  tombstone: () => null,
  "bad UTF-8": (fields) => Buffer.from(`{${fields},"error_message":"\xff\xfe"}`, "latin1"),
  truncated: (fields) => Buffer.from(`{${fields},"error_mess`),
  "nested 5,000 deep": (fields) => json(fields, `"deep":${"[".repeat(5_000)}${"]".repeat(5_000)}`),
  "40 kB keyword": (fields) => json(fields, `"endpoint":"${"k".repeat(40_960)}"`),
  "5,000 keys": (fields) => json(fields, many(5_000, (n) => `"key_${n}":${n}`).join(",")),
  "type clash": (fields) => json(fields, `"status_code":{"code":200}`),
  "a member __proto__": (fields) =>
    json(fields, `"__proto__":{"channel":"stolen"},"constructor":{"prototype":{}}`),
  "dotted keys": (fields) => json(fields, `"request_headers":{"a.b":"1","a":"2"},"channel.name":"x"`),
  "1e400": (fields) => json(fields, `"duration_ms":1e400`),
  "lone surrogate": (fields) => json(fields, `"error_message":"\\ud800"`),
  "absurd time": (fields) => json(fields, `"timestamp":"+275760-09-13T00:00:00.000Z"`),
  "slug of 10,000": (fields) => json(fields, `"channel":"${"s".repeat(10_000)}"`),
};
