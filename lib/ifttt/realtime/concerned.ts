import type { Database } from "../../database/client.ts";
import { concerns } from "../events.ts";
import { TRIGGERS } from "../triggers/index.ts";
import type { PendingTransition } from "./pending.ts";

/** Trigger identities that these transitions are news for, each once: of people who may see the Channel still. */
export async function identitiesConcerned(
  database: Pick<Database, "iftttTrigger">,
  transitions: readonly PendingTransition[],
): Promise<string[]> {
  const identities = new Set<string>();
  for (const channel of new Set(transitions.map((transition) => transition.channel))) {
    const news = transitions.filter((transition) => transition.channel === channel);
    const rows = await database.iftttTrigger.findMany({
      where: {
        channelSlug: channel,
        person: { disabledAt: null, memberships: { some: { channelSlug: channel } } },
      },
      select: { identity: true, trigger: true, fields: true, recipeId: true },
      orderBy: { createdAt: "asc" },
    });
    for (const row of rows)
      if (news.some((transition) => isNewsFor(row, transition))) identities.add(row.identity);
  }
  return [...identities];
}

function isNewsFor(
  row: { trigger: string; fields: unknown; recipeId: string },
  { kind, trigger, value, measuredBy }: PendingTransition,
): boolean {
  const definition = TRIGGERS.find(({ slug }) => slug === row.trigger);
  if (definition?.kind !== kind) return false;
  if (measuredBy !== null && measuredBy !== row.recipeId) return false;
  return concerns(definition.subscribe(row.fields), { trigger, value, measuring: measuredBy !== null });
}
