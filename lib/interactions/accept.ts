import { hash } from "node:crypto";
import type { AcceptSettings } from "../events/accept.ts";
import { idFromPosition, type StreamPosition } from "../events/event-id.ts";
import { parseValue } from "../events/parse-value.ts";
import { redactHeaders } from "../events/redact.ts";
import type { Rejection } from "../events/rejection.ts";
import { timeProblem } from "../events/time-limits.ts";
import { type InteractionDocument, interactionEvent, type Properties } from "./event.ts";

type Accepted = { ok: InteractionDocument; droppedFields: number } | { rejected: Rejection };

const KNOWN = new Set(Object.keys(interactionEvent.shape));
const MAX_DETAIL = 256;

/** Neither PostgreSQL's text nor UTF-8 holds NUL and half of a surrogate pair. */
const storable = <T>(value: T): T =>
  typeof value === "string" ? (value.toWellFormed().replaceAll("\0", "\ufffd") as T) : value;

/** Texts as headers are: masked where their name is a secret's, or they hold one. */
function protectedProperties(properties: Properties): Properties {
  const entries = Object.entries(properties).map(([name, value]): [string, Properties[string]] => {
    if (typeof value !== "string") return [storable(name), value];
    return [storable(name), storable(redactHeaders({ [name]: value })[name] ?? null)];
  });
  return Object.fromEntries(entries);
}

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
  const read = parseValue(value);
  if ("rejected" in read) return read;
  const { parsed } = read;
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    return { rejected: { reason: "not_an_object", detail: "The value must be a JSON object." } };
  }
  const checked = interactionEvent.safeParse(parsed);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    const detail = `${issue?.path.join(".").slice(0, MAX_DETAIL)}: ${issue?.message.slice(0, MAX_DETAIL)}`;
    return { rejected: { reason: "invalid_field", detail } };
  }
  const timestamp = Date.parse(checked.data.timestamp);
  const untimely = timeProblem(timestamp, now, settings.retentionMs);
  if (untimely !== null) return { rejected: untimely };

  const { id, user_id, recipe_id, properties } = checked.data;
  const document: InteractionDocument = {
    ...checked.data,
    id: id === undefined || id === "" ? idFromPosition(settings.incarnation, position) : storable(id),
    timestamp,
    user_id: settings.pseudonymize(storable(user_id)),
    recipe_id: storable(recipe_id),
    properties: properties === undefined ? undefined : protectedProperties(properties),
    checksum: 0,
  };
  document.checksum = checksumOf(document);
  const droppedFields = Object.keys(parsed).filter((name) => !KNOWN.has(name)).length;
  return { ok: document, droppedFields };
}
