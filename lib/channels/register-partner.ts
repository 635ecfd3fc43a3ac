import { z } from "zod";
import { AppError } from "../errors.ts";
import { writeAudit } from "../members/audit.ts";
import type { MemberDeps } from "../members/deps.ts";
import { type Actor, requireStaff } from "./access.ts";

export const partnerFields = z.object({
  name: z.string().trim().min(1, "must not be empty").max(200),
});

/** Registers a company; needs `channels:register`. Throws `conflict` for a name that is taken. */
export async function registerPartner(
  { database, clock }: MemberDeps,
  actor: Actor,
  { name }: z.output<typeof partnerFields>,
): Promise<{ id: string }> {
  requireStaff(actor, "channels:register");
  const now = clock.now();
  return database.$transaction(async (tx) => {
    const [partner] = await tx.partner.createManyAndReturn({
      data: [{ name, createdAt: new Date(now) }],
      skipDuplicates: true,
      select: { id: true },
    });
    if (partner === undefined) {
      throw new AppError("conflict", `There is a Partner named ${name} already.`, { field: "name" });
    }
    await writeAudit(tx, now, actor, { action: "partner.register", subject: partner.id, detail: { name } });
    return partner;
  });
}
