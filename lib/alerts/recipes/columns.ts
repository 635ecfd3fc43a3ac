import { Prisma } from "#prisma/client/client.ts";
import type { RecipeInput } from "../recipe.ts";

/** A Recipe without its actions, as its row has it. */
export function columnsOf(input: Omit<RecipeInput, "actions" | "recover_minutes">, recoverMinutes: number) {
  return {
    name: input.name,
    trigger: input.trigger,
    enabled: input.enabled,
    mutedUntil: input.muted_until === null ? null : new Date(input.muted_until),
    schedule: input.schedule ?? Prisma.DbNull,
    remindMinutes: input.remind_every_minutes,
    recoverMinutes,
  };
}
