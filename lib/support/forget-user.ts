import { type Actor, requireStaff } from "../channels/access.ts";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/client.ts";
import { AppError } from "../errors.ts";
import { writeAudit } from "../members/audit.ts";
import { eraseIdentity } from "./erase-identity.ts";
import { findUsers } from "./users.ts";

interface Deps {
  database: Database;
  clock: Clock;
}

/**
 * Removes all that is known of a platform's user, who goes by platform id, pseudonym or e-mail address: name, address, id,
 * connections, and Recipes with their titles; what staff and partners wrote says the pseudonym instead. Events stay under
 * that, which names nobody from then on; it is what this answers. No later snapshot of the platform's own database brings
 * them back. Needs `users:forget`; throws `not_found`, and `conflict` where several have the address.
 */
export async function forgetUser({ database, clock }: Deps, actor: Actor, text: string): Promise<string> {
  requireStaff(actor, "users:forget");
  const [user, ...others] = await findUsers(database, text);
  if (user?.id === undefined || user.id === null)
    throw new AppError("not_found", "No user is known by this id, pseudonym or e-mail address.");
  if (others.length > 0)
    throw new AppError("conflict", "Several users have this address: give the id of the one to forget.");
  const { id, pseudonym } = user;
  await database.$transaction(async (tx) => {
    const forgottenAt = new Date(clock.now());
    // First of all: a snapshot that is being adopted is waited for, as one later waits for this.
    await tx.forgottenUser.upsert({
      where: { pseudonym },
      create: { pseudonym, forgottenAt },
      update: { forgottenAt },
    });
    const { count } = await tx.platformUser.deleteMany({ where: { id } });
    if (count === 0) throw new AppError("not_found", "This user was forgotten already.");
    await eraseIdentity(tx, { ...user, id });
    // The trail can never be changed: it must not name whom it tells of.
    await writeAudit(tx, clock.now(), actor, { action: "user.forget", subject: pseudonym });
  });
  return pseudonym;
}
