import { requireStaff, type Viewer } from "../channels/access.ts";
import { AppError } from "../errors.ts";
import { safeText } from "../format/safe-text.ts";
import type { EventStream } from "../stores/event-stream/port.ts";
import type { DeadLetterDeps } from "./deps.ts";
import { DEAD_TOPIC, type FoundLetter, letterOf, placeOf, viewOf } from "./letter.ts";
import { readRetried, retriedAt } from "./retried.ts";
import type { DeadLetterDetail } from "./views.ts";

/** The letter of this id. Throws `not_found` for one that is not kept any more, or never was. */
export async function readLetter(stream: Pick<EventStream, "readRange">, id: string): Promise<FoundLetter> {
  const place = placeOf(id);
  if (place !== null) {
    const { appendedAt } = place;
    for await (const records of stream.readRange(DEAD_TOPIC, appendedAt, appendedAt + 1)) {
      const letter = records.map(letterOf).find((one) => one?.id === id);
      if (letter != null) return letter;
    }
  }
  throw new AppError("not_found", "There is no such dead letter; they are kept for 14 days.");
}

/** One letter with all that is kept of its bytes; needs `support:look-up`. */
export async function openLetter(
  deps: DeadLetterDeps,
  viewer: Viewer,
  id: string,
): Promise<DeadLetterDetail> {
  requireStaff(viewer, "support:look-up");
  const letter = await readLetter(deps.stream, id);
  const retried = await readRetried(deps, [letter]);
  const text = letter.value === null ? null : safeText(letter.value.toString());
  return { ...viewOf(letter, retriedAt(retried, letter)), text };
}
