import { createHmac } from "node:crypto";
import type { Actor } from "../../channels/access.ts";
import { AppError } from "../../errors.ts";
import { writeAudit } from "../../members/audit.ts";
import type { MemberDeps } from "../../members/deps.ts";
import { hashSecretToken } from "../../members/secret-token.ts";
import { noteAsking } from "./ask-limit.ts";
import { requireDestinations } from "./require-write.ts";

const MOST_TRIES = 5;
const AGAIN_AFTER_MS = 60_000;

/** Six digits are few: only under our own key do they make a hash that tells nothing. */
export function codeHash(destinationId: string, code: string, encryptionKey: string): string {
  return createHmac("sha256", encryptionKey).update(`${destinationId} ${code}`).digest("hex");
}

/** By the link in a mail: whoever opens it reads that mailbox. Throws `not_found` for an unknown or old link. */
export async function confirmByLink(
  { database, clock }: MemberDeps,
  token: string,
): Promise<{ hint: string; channel: string | null }> {
  const now = clock.now();
  return await database.$transaction(async (tx) => {
    const row = await tx.destination.findFirst({
      where: { type: "email", confirmHash: hashSecretToken(token), removedAt: null },
    });
    if (row === null || (row.confirmExpiresAt?.getTime() ?? 0) < now) {
      throw new AppError(
        "not_found",
        "This link is not valid any more. Ask for another in the Channel's settings.",
      );
    }
    await tx.destination.update({
      where: { id: row.id },
      data: { confirmedAt: row.confirmedAt ?? new Date(now) },
    });
    if (row.confirmedAt === null) await audit(tx, now, { type: "system" }, row);
    return { hint: row.hint, channel: row.channelSlug };
  });
}

/** By the code in a text message; five tries, then another has to be sent. */
export async function confirmByCode(
  { database, clock, encryptionKey }: MemberDeps & { encryptionKey: string },
  actor: Actor,
  { channel, id, code }: { channel: string | null; id: string; code: string },
): Promise<void> {
  requireDestinations(actor, channel);
  const now = clock.now();
  // A wrong try counts, so nothing is thrown before it is written.
  const right = await database.$transaction(async (tx) => {
    const row = await requireWaiting(tx, channel, id);
    if (row.confirmTries >= MOST_TRIES || (row.confirmExpiresAt?.getTime() ?? 0) < now) {
      throw new AppError("conflict", "This code is not valid any more: send another.", { field: "code" });
    }
    const matches = row.confirmHash === codeHash(id, code, encryptionKey);
    const data = matches
      ? { confirmedAt: new Date(now), confirmHash: null }
      : { confirmTries: { increment: 1 } };
    await tx.destination.update({ where: { id }, data });
    if (matches) await audit(tx, now, actor, row);
    return matches;
  });
  if (!right) throw new AppError("bad_request", "This is not the code that was sent.", { field: "code" });
}

/** Has another link or code sent; once a minute, and five times a day. */
export async function sendConfirmationAgain(
  { database, clock }: MemberDeps,
  actor: Actor,
  { channel, id }: { channel: string | null; id: string },
): Promise<void> {
  requireDestinations(actor, channel);
  await database.$transaction(async (tx) => {
    const row = await requireWaiting(tx, channel, id);
    const since = clock.now() - (row.confirmSentAt?.getTime() ?? 0);
    if (since < AGAIN_AFTER_MS) {
      throw new AppError("rate_limited", "One was sent just now. Wait a minute before you send another.", {
        retryAfter: Math.ceil((AGAIN_AFTER_MS - since) / 1_000),
      });
    }
    await noteAsking(tx, actor, { channel, hint: row.hint, now: clock.now() });
    await tx.destination.update({ where: { id }, data: { confirmSentAt: null } });
  });
}

type Transaction = Parameters<Parameters<MemberDeps["database"]["$transaction"]>[0]>[0];

async function requireWaiting(tx: Transaction, channel: string | null, id: string) {
  await tx.$queryRaw`select from destinations where id = ${id}::uuid for update`;
  const row = await tx.destination.findFirst({ where: { id, channelSlug: channel, removedAt: null } });
  if (row === null) throw new AppError("not_found", "There is no such destination.");
  if (row.confirmedAt !== null) throw new AppError("conflict", "This destination is confirmed already.");
  return row;
}

async function audit(
  tx: Transaction,
  now: number,
  actor: Actor | { type: "system" },
  { channelSlug, hint }: { channelSlug: string | null; hint: string },
): Promise<void> {
  const change = { action: "destination.confirm", subject: hint };
  await writeAudit(tx, now, actor, channelSlug === null ? change : { ...change, channel: channelSlug });
}
