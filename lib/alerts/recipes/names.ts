import type { Prisma } from "#prisma/client/client.ts";
import { AppError } from "../../errors.ts";

/** Names are how files and people refer to a Recipe. Throws `conflict` on `name` when another one has it. */
export async function refuseTakenName(
  tx: Prisma.TransactionClient,
  channel: string,
  name: string,
  except?: string,
): Promise<void> {
  const taken = await tx.alertRecipe.findFirst({
    where: { channelSlug: channel, name, ...(except === undefined ? {} : { id: { not: except } }) },
    select: { id: true },
  });
  if (taken === null) return;
  throw new AppError("conflict", `There is an alert Recipe named ${name} already.`, { field: "name" });
}
