import { canOnChannel, channelScope, type Person } from "../channels/access.ts";
import { AppError } from "../errors.ts";
import { writeAudit } from "../members/audit.ts";
import type { MemberDeps } from "../members/deps.ts";

/** Removes one's own view, or with `views:share` the Channel's; another person's is `not_found`. */
export async function removeView(
  { database, clock }: MemberDeps,
  person: Person,
  { channel, id }: { channel: string; id: string },
): Promise<void> {
  channelScope(person, "views:keep", channel);
  await database.$transaction(async (tx) => {
    const view = await tx.savedView.findFirst({
      where: { id, channelSlug: channel, OR: [{ ownerId: person.id }, { ownerId: null }] },
      select: { ownerId: true, name: true },
    });
    if (view === null) throw new AppError("not_found", "There is no such view, or it was removed already.");
    if (view.ownerId === null && !canOnChannel(person, "views:share", channel)) {
      throw new AppError("forbidden", "Owners of the Channel remove its views.");
    }
    await tx.savedView.deleteMany({ where: { id } });
    if (view.ownerId === null) {
      await writeAudit(tx, clock.now(), person, { action: "saved_view.remove", channel, subject: view.name });
    }
  });
}
