import { Prisma } from "#prisma/client/client.ts";
import { conditionInWords } from "../../alerts/recipes/condition.ts";
import type { Trigger } from "../../alerts/trigger.ts";
import { recoverMinutesOf } from "../../alerts/usual-minutes.ts";
import type { Person } from "../../channels/access.ts";
import { AppError } from "../../errors.ts";
import { writeAudit } from "../../members/audit.ts";

/** Different conditions that are measured for triggers on one Channel: each costs the evaluator what an alert does. */
const MOST_CONDITIONS = 100;

/**
 * The Recipe without actions that measures this on the Channel, made when it is not there: all triggers that ask the
 * same share it. Pass a transaction that holds the Channel's Recipes.
 */
export async function measuringRecipe(
  tx: Prisma.TransactionClient,
  now: Date,
  person: Person,
  channel: string,
  condition: Trigger,
): Promise<string> {
  const ours = { channelSlug: channel, origin: "ifttt" };
  const known = await tx.alertRecipe.findFirst({
    where: { ...ours, trigger: { equals: condition } },
    select: { id: true },
  });
  if (known !== null) return known.id;
  if ((await tx.alertRecipe.count({ where: ours })) >= MOST_CONDITIONS) {
    throw new AppError(
      "conflict",
      `Triggers measure ${MOST_CONDITIONS} different things on this Channel already.`,
    );
  }
  const words = conditionInWords(condition);
  const { id } = await tx.alertRecipe.create({
    data: {
      channelSlug: channel,
      name: await freeName(tx, channel, `IFTTT: ${words}`),
      trigger: condition,
      schedule: Prisma.DbNull,
      recoverMinutes: recoverMinutesOf({ trigger: condition }),
      origin: "ifttt",
      createdById: person.id,
      createdAt: now,
      updatedAt: now,
      state: { create: { since: now } },
    },
    select: { id: true },
  });
  await writeAudit(tx, now.getTime(), person, {
    action: "connected_app.watch",
    channel,
    subject: words,
    detail: { id },
  });
  return id;
}

/** Removes those of these Recipes that no trigger needs any more; the evaluator ends incidents that are open. */
export async function releaseRecipes(tx: Prisma.TransactionClient, ids: readonly string[]): Promise<void> {
  await tx.alertRecipe.deleteMany({
    where: { id: { in: [...ids] }, origin: "ifttt", iftttTriggers: { none: {} } },
  });
}

/** Names are unique on a Channel, and people may have used this one; words of different numbers can be alike, too. */
async function freeName(tx: Prisma.TransactionClient, channel: string, name: string): Promise<string> {
  const taken = await tx.alertRecipe.findMany({
    where: { channelSlug: channel, name: { startsWith: name } },
    select: { name: true },
  });
  const names = new Set(taken.map((row) => row.name));
  for (let number = 2; names.has(name); number += 1) {
    const numbered = `${name} (${number})`;
    if (!names.has(numbered)) return numbered;
  }
  return name;
}
