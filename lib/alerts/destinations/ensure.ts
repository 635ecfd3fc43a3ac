import type { Prisma } from "#prisma/client/client.ts";
import type { Actor } from "../../channels/access.ts";
import { AppError } from "../../errors.ts";
import { writeAudit } from "../../members/audit.ts";
import type { ActionTarget, DestinationInput, DestinationType } from "../action.ts";
import { noteAsking } from "./ask-limit.ts";
import { type DestinationWriter, requireCallable } from "./check-addresses.ts";
import { fingerprintOf, hintOf, sealSettings, settingsOf } from "./settings.ts";

/** More than anybody finds their way in. */
const MOST = 100;

export interface EnsuredDestination {
  id: string;
  type: DestinationType;
  /** Of a webhook that is new. */
  secret: string | null;
  /** It was there before: a webhook's secret was told when it was made. */
  existing: boolean;
}

/**
 * The Channel's destination of this address, made if there is none; or the known one of this id. `secret` is a new
 * webhook's, which is told only now. Throws `bad_request` for an address that we do not call, `not_found` for an id
 * that the Channel does not have, `rate_limited` when too many were asked to confirm. Whoever calls has asked for the right to change alerts.
 */
export async function ensureDestination(
  tx: Prisma.TransactionClient,
  writer: DestinationWriter,
  actor: Actor,
  channel: string | null,
  input: ActionTarget,
): Promise<EnsuredDestination> {
  if (input.type === "destination") return await knownDestination(tx, channel, input.id);
  const { clock, encryptionKey } = writer;
  if ("url" in input) requireCallable(writer, input.url);
  const fingerprint = fingerprintOf(input, encryptionKey);
  const known = await tx.destination.findFirst({
    where: { channelSlug: channel, fingerprint, removedAt: null },
    select: { id: true },
  });
  if (known !== null) return { id: known.id, type: input.type, secret: null, existing: true };
  if ((await tx.destination.count({ where: { channelSlug: channel, removedAt: null } })) >= MOST) {
    throw new AppError("conflict", `There are ${MOST} destinations already. Remove one first.`);
  }
  const now = clock.now();
  const settings = settingsOf(input);
  const hint = hintOf(input);
  const asks = await needsConfirmation(tx, channel, input);
  const { id } = await tx.destination.create({
    data: {
      channelSlug: channel,
      type: input.type,
      name: input.name ?? hint,
      hint,
      fingerprint,
      settings: sealSettings(settings, encryptionKey),
      createdById: actor.type === "person" ? actor.id : null,
      createdAt: new Date(now),
      confirmedAt: asks ? null : new Date(now),
    },
    select: { id: true },
  });
  const change = { action: "destination.create", subject: hint, detail: { type: input.type } };
  await writeAudit(tx, now, actor, channel === null ? change : { ...change, channel });
  if (asks) await noteAsking(tx, actor, { channel, hint, now });
  const secret = settings.type === "webhook" ? settings.secret : null;
  return { id, type: input.type, secret, existing: false };
}

async function knownDestination(tx: Prisma.TransactionClient, channel: string | null, id: string) {
  const row = await tx.destination.findFirst({
    where: { id, channelSlug: channel, removedAt: null },
    select: { id: true, type: true },
  });
  if (row === null) throw new AppError("not_found", "There is no such destination.", { field: "id" });
  return { id: row.id, type: row.type as DestinationType, secret: null, existing: true };
}

/**
 * Strangers' mailboxes and telephones confirm first. A member's own address needs no second proof if they came in by a
 * link that only it got, or by the identity provider; a link that was handed over by hand proves nothing.
 */
export async function needsConfirmation(
  tx: Prisma.TransactionClient,
  channel: string | null,
  input: DestinationInput,
): Promise<boolean> {
  if (input.type === "sms") return true;
  if (input.type !== "email") return false;
  if (channel === null)
    return (await tx.person.count({ where: { email: input.to, staffRole: { not: null } } })) === 0;
  const reader = { email: input.to, mailboxProvenAt: { not: null } };
  return (await tx.membership.count({ where: { channelSlug: channel, person: reader } })) === 0;
}
