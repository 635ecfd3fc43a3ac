import type { DeadLetter } from "../events/dead-letter.ts";
import type { Pseudonymize } from "../events/pseudonym.ts";
import type { StreamRecord } from "../stores/event-stream/port.ts";
import { PLACE_COLUMNS } from "./position.ts";
import type { Shape } from "./shape.ts";

/** A record that could not become an event, and why. */
export interface Quarantined {
  letter: Pick<DeadLetter, "reason" | "detail" | "raw" | "cut" | "bytes">;
  record: Pick<StreamRecord, "partition" | "offset" | "appendedAt" | "key">;
}

/** A producer may key what a person did by the platform's own id of them: it is kept as their events name them. */
export function quarantined(
  topic: string,
  { partition, offset, appendedAt, key }: Quarantined["record"],
  letter: Quarantined["letter"],
  pseudonymize: Pseudonymize,
): Quarantined {
  const safeKey = topic === "interactions" && key !== null ? pseudonymize(key) : key;
  return { letter, record: { partition, offset, appendedAt, key: safeKey } };
}

/** Of any topic. `raw` is redacted and capped as dead letters are. */
export const quarantineShape: Shape<Quarantined> = {
  columns: [
    { name: "reason", type: "string", required: true, of: ({ letter }) => letter.reason },
    { name: "detail", type: "string", required: true, of: ({ letter }) => letter.detail },
    { name: "key", type: "string", of: ({ record }) => record.key },
    {
      name: "raw",
      type: "bytes",
      unique: true,
      of: ({ letter }) => (letter.raw === null ? null : Buffer.from(letter.raw, "base64")),
    },
    { name: "cut", type: "boolean", required: true, of: ({ letter }) => letter.cut },
    { name: "bytes", type: "int64", required: true, of: ({ letter }) => letter.bytes },
    ...PLACE_COLUMNS,
  ],
};
