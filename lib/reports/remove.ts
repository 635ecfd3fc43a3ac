import { type Person, requireStaff } from "../channels/access.ts";
import { writeAudit } from "../members/audit.ts";
import type { MemberDeps } from "../members/deps.ts";
import { changeable } from "./changeable.ts";

/** Removes a report that the person may change; needs `reports:use`. Throws `not_found`, `forbidden`. */
export async function removeReport(
  { database, clock }: MemberDeps,
  person: Person,
  id: string,
): Promise<void> {
  requireStaff(person, "reports:use");
  await database.$transaction(async (tx) => {
    const { name, ownerId } = await changeable(tx, person, id);
    await tx.savedReport.deleteMany({ where: { id } });
    if (ownerId === null)
      await writeAudit(tx, clock.now(), person, { action: "report.remove", subject: name });
  });
}
