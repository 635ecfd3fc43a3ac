import { expect, test } from "vitest";
import { toDeadLetter } from "../events/dead-letter.ts";
import { pseudonymizer } from "../events/pseudonym.ts";
import { quarantined, quarantineShape } from "./quarantine.ts";

const pseudonymize = pseudonymizer("a key of at least 16 characters");

/** The row of a broken record with this key. */
function rowOf(topic: string, key: string | null): Record<string, unknown> {
  const record = { topic, partition: 1, offset: 7, appendedAt: 0, key, value: Buffer.from("{") };
  const letter = toDeadLetter(record, { reason: "not_json", detail: "No JSON." }, 0, pseudonymize);
  const row = quarantined(topic, record, letter, pseudonymize);
  return Object.fromEntries(quarantineShape.columns.map(({ name, of }) => [name, of(row)]));
}

test.each([
  ["api-requests", "acme-chat", "acme-chat"],
  ["api-requests", null, null],
  ["interactions", "ann-17", pseudonymize("ann-17")],
  ["interactions", pseudonymize("ann-17"), pseudonymize("ann-17")],
  ["interactions", null, null],
])("of %s a record with the key %j is kept with %j", (topic, key, kept) => {
  expect(rowOf(topic, key)).toMatchObject({ key: kept, reason: "not_json", partition: 1, offset: 7 });
});
