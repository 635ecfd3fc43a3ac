import type { Pseudonymize } from "../events/pseudonym.ts";
import { redactHeaders } from "../events/redact.ts";
import { type InteractionEvent, interactionEvent, type Properties } from "./event.ts";

type ReadInteraction =
  | { event: InteractionEvent; droppedFields: number }
  | { problem: { field: string | null; message: string } };

const KNOWN = new Set(Object.keys(interactionEvent.shape));
const MAX_DETAIL = 256;

/** A parsed JSON value as an interaction; the problem names the first field at fault, never its value. */
export function readInteraction(value: unknown): ReadInteraction {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { problem: { field: null, message: "must be a JSON object" } };
  }
  const checked = interactionEvent.safeParse(value);
  if (checked.success) {
    const droppedFields = Object.keys(value).filter((name) => !KNOWN.has(name)).length;
    return { event: checked.data, droppedFields };
  }
  const issue = checked.error.issues[0];
  return {
    problem: {
      field: issue === undefined ? null : issue.path.join(".").slice(0, MAX_DETAIL),
      message: (issue?.message ?? "is not an event").slice(0, MAX_DETAIL),
    },
  };
}

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

/** The interaction without secrets and without the platform's user id. Applying it twice is harmless. */
export function protectInteraction(event: InteractionEvent, pseudonymize: Pseudonymize): InteractionEvent {
  const { id, user_id, recipe_id, properties } = event;
  return {
    ...event,
    id: storable(id),
    user_id: pseudonymize(storable(user_id)),
    recipe_id: storable(recipe_id),
    properties: properties === undefined ? undefined : protectedProperties(properties),
  };
}
