import type { DestinationType } from "#lib/alerts/action.ts";
import type { DestinationView } from "#lib/alerts/views.ts";
import type { DraftTarget } from "./draft.ts";

/** What kind of destination a draft names; null for none, or one that is not there any more. */
export function typeOf(
  target: DraftTarget | null,
  destinations: readonly DestinationView[],
): DestinationType | null {
  if (target === null) return null;
  if (target.kind === "new") return target.input.type;
  return destinations.find(({ id }) => id === target.id)?.type ?? null;
}
