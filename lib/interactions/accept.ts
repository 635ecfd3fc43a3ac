import { hash } from "node:crypto";
import type { AcceptSettings } from "../events/accept.ts";
import { idFromPosition, type StreamPosition } from "../events/event-id.ts";
import { parseValue } from "../events/parse-value.ts";
import type { Rejection } from "../events/rejection.ts";
import { timeProblem } from "../events/time-limits.ts";
import type { InteractionDocument, InteractionEvent } from "./event.ts";
import { protectInteraction, readInteraction } from "./read-interaction.ts";

type Accepted = { ok: InteractionDocument; droppedFields: number } | { rejected: Rejection };

/** As of API requests: values in a fixed order, absent ones null, none at the end. */
function checksumOf(event: Omit<InteractionDocument, "checksum">): number {
  const properties = Object.entries(event.properties ?? {}).sort(([left], [right]) =>
    left < right ? -1 : 1,
  );
  const values = [
    event.id,
    event.timestamp,
    event.user_id,
    event.type,
    event.channel,
    event.recipe_id,
    event.platform,
    event.country,
    properties.length === 0 ? null : properties,
  ];
  while (values.at(-1) === undefined || values.at(-1) === null) values.pop();
  return Number.parseInt(hash("sha256", JSON.stringify(values)).slice(0, 6), 16);
}

/** A protected interaction as the stores keep it; `id` is its own or the one that it gets. */
export function interactionDocument(safe: InteractionEvent, id: string): InteractionDocument {
  const document = { ...safe, id, timestamp: Date.parse(safe.timestamp), checksum: 0 };
  document.checksum = checksumOf(document);
  return document;
}

/**
 * Turns a stream's raw bytes into an interaction as the stores keep it, or says why not; never throws, whatever the
 * bytes are. `now` and retention decide about time, as they do for API requests.
 */
export function acceptInteraction(
  value: Uint8Array | null,
  position: StreamPosition,
  now: number,
  settings: AcceptSettings,
): Accepted {
  const parsed = parseValue(value);
  if ("rejected" in parsed) return parsed;
  const read = readInteraction(parsed.parsed);
  if ("problem" in read) {
    const { field, message } = read.problem;
    if (field === null) {
      return { rejected: { reason: "not_an_object", detail: "The value must be a JSON object." } };
    }
    return { rejected: { reason: "invalid_field", detail: `${field}: ${message}` } };
  }
  const untimely = timeProblem(Date.parse(read.event.timestamp), now, settings.retentionMs);
  if (untimely !== null) return { rejected: untimely };
  const safe = protectInteraction(read.event, settings.pseudonymize);
  const id = safe.id === undefined || safe.id === "" ? null : safe.id;
  const document = interactionDocument(safe, id ?? idFromPosition(settings.incarnation, position));
  return { ok: document, droppedFields: read.droppedFields };
}
