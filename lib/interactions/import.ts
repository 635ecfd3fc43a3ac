import { type ImportDeps, importRows } from "../archive/import.ts";
import { interactionShape } from "../archive/interactions.ts";
import { hourOf } from "../archive/names.ts";
import type { Pseudonymize } from "../events/pseudonym.ts";
import { interactionDocument } from "./accept.ts";
import { type InteractionEventInput, interactionEvent } from "./event.ts";
import { protectInteraction } from "./read-interaction.ts";

type Input = InteractionEventInput & { id: string };

interface Past {
  name: string;
  /** A day of them at a time is a good size; the same ones when asked for again. */
  batches: Iterable<readonly Input[]>;
  pseudonymize: Pseudonymize;
  signal: AbortSignal;
}

/**
 * Brings interactions from before there was a stream into the archive: checked, redacted and pseudonymous as the stream's
 * are. Throws for one that is no interaction. Answers how many it added.
 */
export async function importInteractions(
  deps: ImportDeps,
  { name, batches, pseudonymize, signal }: Past,
): Promise<number> {
  const appendedAt = deps.clock.now();
  return importRows(deps, {
    topic: "interactions",
    name,
    shape: interactionShape,
    batches,
    signal,
    rowOf(input: Input, offset) {
      const safe = protectInteraction(interactionEvent.parse(input), pseudonymize);
      const event = interactionDocument(safe, input.id);
      const row = { event, record: { partition: 0, offset, appendedAt } };
      return { row, hour: hourOf(event.timestamp), checksum: event.checksum };
    },
  });
}
