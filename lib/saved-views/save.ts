import { channelScope, type Person } from "../channels/access.ts";
import { AppError } from "../errors.ts";
import { conditionsOf } from "../events/query/parse.ts";
import { writeAudit } from "../members/audit.ts";
import type { MemberDeps } from "../members/deps.ts";

/** Of one person, or of the Channel itself: more than anybody finds their way in. */
const MOST_VIEWS = 100;

interface NewView {
  name: string;
  query: string;
  range: string | null;
  /** For everybody on the Channel: needs `views:share`. */
  shared: boolean;
}

/** Keeps a search under a name. Throws `bad_request` on `q`, `conflict` on `name` when the name is taken. */
export async function saveView(
  { database, clock }: MemberDeps,
  person: Person,
  channel: string,
  { name, query, range, shared }: NewView,
): Promise<{ id: string }> {
  channelScope(person, shared ? "views:share" : "views:keep", channel);
  conditionsOf(query);
  const ownerId = shared ? null : person.id;
  const now = clock.now();
  return database.$transaction(async (tx) => {
    const known = await tx.channel.findUnique({ where: { slug: channel }, select: { slug: true } });
    if (known === null) {
      throw new AppError("not_found", "This Channel is not registered yet, so it cannot keep views.");
    }
    const taken = await tx.savedView.findMany({
      where: { channelSlug: channel, ownerId },
      select: { name: true },
    });
    if (taken.some((view) => view.name === name)) {
      throw new AppError("conflict", "There is a view of this name already.", { field: "name" });
    }
    if (taken.length >= MOST_VIEWS) {
      throw new AppError("conflict", `There are ${MOST_VIEWS} views already. Remove one first.`);
    }
    const { id } = await tx.savedView.create({
      data: {
        channelSlug: channel,
        ownerId,
        name,
        query,
        range,
        createdById: person.id,
        createdAt: new Date(now),
      },
      select: { id: true },
    });
    if (shared) await writeAudit(tx, now, person, { action: "saved_view.share", channel, subject: name });
    return { id };
  });
}
