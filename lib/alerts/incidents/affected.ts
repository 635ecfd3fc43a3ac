import { channelScope, type Viewer } from "../../channels/access.ts";
import { csvRow } from "../../events/export/csv.ts";
import { wholeSecond } from "../../events/range.ts";
import type { ReadDeps } from "../../events/read-deps.ts";
import { counted } from "../engine/conditions.ts";
import { findIncident, summaryOf } from "./summary.ts";
import { incidentSpan } from "./time.ts";

/** Users and Recipes of one incident, those with most failures first. */
const MOST = 10_000;

/** A user by their pseudonym, with the Recipes that failed; null: Recipes of which no user is on record. */
export interface AffectedUser {
  user: string | null;
  failures: number;
  recipes: string[];
}

/** Whom an incident's failures reached, most failures first; needs `alerts:read` and `requests:read`. */
export async function affectedByIncident(
  { index, database, clock }: Omit<ReadDeps, "secrets">,
  viewer: Viewer,
  channel: string,
  number: number,
): Promise<AffectedUser[]> {
  channelScope(viewer, "alerts:read", channel);
  const scope = channelScope(viewer, "requests:read", channel);
  const incident = summaryOf(await findIncident(database, channel, number));
  const span = incidentSpan(incident, wholeSecond(clock.now()));
  const counts = await index.facets(
    { scope, ...span, where: counted(incident.trigger) },
    ["user_id", "recipe_id"],
    MOST,
  );
  const [users, recipes] = [counts.user_id ?? [], counts.recipe_id ?? []];
  const owners = new Map(
    (
      await database.recipe.findMany({
        where: { id: { in: recipes.map(({ value }) => value) } },
        select: { id: true, user: { select: { pseudonym: true } } },
      })
    ).map(({ id, user }) => [id, user.pseudonym]),
  );
  const known = new Set(users.map(({ value }) => value));
  const ofUser = new Map<string, string[]>();
  const others: AffectedUser[] = [];
  for (const { value, count } of recipes) {
    const owner = owners.get(value);
    if (owner === undefined || !known.has(owner)) {
      others.push({ user: null, failures: count, recipes: [value] });
      continue;
    }
    ofUser.set(owner, [...(ofUser.get(owner) ?? []), value]);
  }
  return [
    ...users.map(({ value, count }) => ({ user: value, failures: count, recipes: ofUser.get(value) ?? [] })),
    ...others,
  ];
}

/** The same for a spreadsheet: a line per user, then one per Recipe of nobody known. */
export function incidentAffectedCsv(rows: readonly AffectedUser[]): string {
  const lines = rows.map(({ user, failures, recipes }) => csvRow([user, failures, recipes.join(" ")]));
  return csvRow(["user_id", "failures", "recipe_ids"]) + lines.join("");
}
