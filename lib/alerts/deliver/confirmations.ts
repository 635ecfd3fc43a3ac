import { randomInt } from "node:crypto";
import { createSecretToken } from "../../members/secret-token.ts";
import { sendTextMessage } from "../actions/sms.ts";
import { codeHash } from "../destinations/confirm.ts";
import { openDestination } from "../destinations/settings.ts";
import type { DeliverDeps } from "./deps.ts";

const DAY = 24 * 60 * 60_000;
const LINK_VALID_MS = 7 * DAY;
const CODE_VALID_MS = 15 * 60_000;
const AT_ONCE = 5;

/**
 * Sends what confirms destinations that are new or switched on again: a link by mail, a code by text message. Taken
 * before it is sent, so at most once; whoever got none asks for another. Answers how many waited.
 */
export async function sendConfirmations(deps: DeliverDeps): Promise<number> {
  const { database, clock, log } = deps;
  const now = clock.now();
  const waiting = await database.destination.findMany({
    where: {
      type: { in: ["email", "sms"] },
      confirmedAt: null,
      confirmSentAt: null,
      removedAt: null,
      disabledAt: null,
    },
    select: { id: true },
    take: AT_ONCE,
  });
  for (const { id } of waiting) {
    const { count } = await database.destination.updateMany({
      where: { id, confirmSentAt: null },
      data: { confirmSentAt: new Date(now) },
    });
    if (count === 0) continue;
    try {
      await sendConfirmation(deps, id, now);
    } catch (error) {
      log.warn({ err: error, destination: id }, "a confirmation could not be sent");
      const lastError = error instanceof Error ? error.message : String(error);
      await database.destination.update({ where: { id }, data: { lastError: `Confirmation: ${lastError}` } });
    }
  }
  return waiting.length;
}

async function sendConfirmation(deps: DeliverDeps, id: string, now: number): Promise<void> {
  const { database, encryptionKey, origin } = deps;
  const row = await database.destination.findUniqueOrThrow({ where: { id }, include: { channel: true } });
  const destination = openDestination(row, encryptionKey);
  const about = row.channel?.name ?? "Channelscope";
  if (destination.type === "email") {
    const { sendMail } = deps.settings;
    if (sendMail === null) throw new Error("No mail server is configured (SMTP_URL).");
    const { token, hash } = createSecretToken();
    await keep(database, id, hash, now + LINK_VALID_MS);
    await sendMail({
      to: destination.to,
      ...confirmationMail(about, `${origin}/confirm-destination?token=${token}`),
    });
  } else if (destination.type === "sms") {
    const code = String(randomInt(1_000_000)).padStart(6, "0");
    await keep(database, id, codeHash(id, code, encryptionKey), now + CODE_VALID_MS);
    const text = `Channelscope: ${code} confirms alerts of ${about} to this number. It is valid for 15 minutes.`;
    const { outcome, detail } = await sendTextMessage(destination.to, text, deps);
    if (outcome !== "delivered") throw new Error(detail);
  }
}

function confirmationMail(about: string, link: string): { subject: string; text: string } {
  return {
    subject: `Confirm alerts of ${about}`,
    text: `Somebody who looks after ${about} wants its alerts to be sent to this address.

If that is right, confirm it within seven days:
${link}

Otherwise ignore this message: nothing else will be sent.`,
  };
}

async function keep(
  database: DeliverDeps["database"],
  id: string,
  confirmHash: string,
  until: number,
): Promise<void> {
  await database.destination.update({
    where: { id },
    data: { confirmHash, confirmExpiresAt: new Date(until), confirmTries: 0, lastError: null },
  });
}
