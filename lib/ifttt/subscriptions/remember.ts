import { isDeepStrictEqual } from "node:util";
import { lockRecipes } from "../../alerts/recipes/lock.ts";
import { channelScope, type Person } from "../../channels/access.ts";
import { AppError } from "../../errors.ts";
import type { IftttDeps } from "../deps.ts";
import type { Subscription, TriggerDefinition } from "../trigger.ts";
import { measuringRecipe, releaseRecipes } from "./measuring-recipe.ts";

const MOST_TRIGGERS = 500;
/** One that is polled often costs a write at these intervals, not each time. */
const POLLED_STEP_MS = 10 * 60_000;

interface Remembered {
  trigger: TriggerDefinition;
  subscription: Subscription;
  identity: string;
  connectionId: string;
}

/**
 * Keeps a trigger identity, with a Recipe that measures what it asks; answers the Recipe's id. An identity that comes
 * with other fields than before is changed. Needs `alerts:read`; throws `conflict` beyond 500 of one person.
 */
export async function remember(
  { database, clock }: IftttDeps,
  person: Person,
  { trigger, subscription, identity, connectionId }: Remembered,
): Promise<string> {
  const { channel, fields, condition } = subscription;
  channelScope(person, "alerts:read", channel);
  const now = new Date(clock.now());
  const key = { personId_identity: { personId: person.id, identity } };
  const known = await database.iftttTrigger.findUnique({ where: key });
  if (known?.trigger === trigger.slug && isDeepStrictEqual(known.fields, fields)) {
    const fresh = now.getTime() - known.polledAt.getTime() < POLLED_STEP_MS;
    if (!fresh || known.connectionId !== connectionId) {
      const where = { personId: person.id, identity };
      await database.iftttTrigger.updateMany({ where, data: { polledAt: now, connectionId } });
    }
    return known.recipeId;
  }
  return database.$transaction(async (tx) => {
    await lockRecipes(tx, channel);
    if (
      known === null &&
      (await tx.iftttTrigger.count({ where: { personId: person.id } })) >= MOST_TRIGGERS
    ) {
      throw new AppError("conflict", `You have ${MOST_TRIGGERS} triggers already. Remove one first.`);
    }
    const recipeId = await measuringRecipe(tx, now, person, channel, condition);
    const data = {
      trigger: trigger.slug,
      fields,
      channelSlug: channel,
      connectionId,
      recipeId,
      polledAt: now,
    };
    await tx.iftttTrigger.upsert({
      where: key,
      create: { ...data, personId: person.id, identity, createdAt: now },
      update: data,
    });
    if (known !== null) await releaseRecipes(tx, [known.recipeId]);
    return recipeId;
  });
}
