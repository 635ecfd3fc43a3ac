import { requireStaff, type Viewer } from "../channels/access.ts";
import type { DeadLetterDeps } from "./deps.ts";
import { viewOf } from "./letter.ts";
import { readRetried, retriedAt } from "./retried.ts";
import { scanLetters } from "./scan.ts";
import type { DeadLetterFilter, DeadLetterPage } from "./views.ts";

const PAGE = 200;

/** The newest letters that match; needs `support:look-up`. Throws `StreamUnavailable`. */
export async function findLetters(
  deps: DeadLetterDeps,
  viewer: Viewer,
  filter: DeadLetterFilter,
): Promise<DeadLetterPage> {
  requireStaff(viewer, "support:look-up");
  const { found, looked, lookedFrom, complete } = await scanLetters(deps.stream, filter, PAGE);
  const shown = found.slice(0, PAGE);
  const retried = await readRetried(deps, shown);
  return {
    letters: shown.map((letter) => viewOf(letter, retriedAt(retried, letter))),
    matching: found.length,
    looked,
    lookedFrom,
    lookedTo: filter.to,
    complete,
  };
}
