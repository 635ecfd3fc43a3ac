import type { AffectedView } from "../views.ts";
import { csvRow } from "./csv.ts";

/** Which of both goes into the file, and what its ids are called there. */
const COLUMNS = { users: "user_id", recipes: "recipe_id" } as const satisfies Record<
  keyof AffectedView,
  string
>;

/** Whom failures reached, for a spreadsheet: a line each, most failures first. */
export function affectedCsv(view: AffectedView, of: keyof AffectedView): string {
  const lines = view[of].map(({ id, failures }) => csvRow([id, failures]));
  return csvRow([COLUMNS[of], "failures"]) + lines.join("");
}
