import { type Actor, requireStaff } from "../channels/access.ts";
import { AppError } from "../errors.ts";
import { TOPICS } from "../stores/event-stream/port.ts";
import { claimLetters, releaseClaims, settleClaims } from "./claim.ts";
import type { DeadLetterDeps } from "./deps.ts";
import { channelOf, type FoundLetter, sourceOf, unsendable } from "./letter.ts";
import { readLetter } from "./open-letter.ts";
import { scanLetters } from "./scan.ts";
import type { DeadLetterFilter, RetryResult, Unsendable } from "./views.ts";

/** What one click sends again at most; the next click goes on. */
const MOST_AT_ONCE = 1_000;

const WHY_NOT: Record<Unsendable, string> = {
  no_value: "The record had no value: there is nothing to send again.",
  cut: "Only the beginning of this record was kept: it cannot be sent again whole. Let its producer send it.",
  unknown_topic: "The record came from a topic that is not this product's.",
};

/** Appends the kept bytes to the topic they came from, each letter once. */
async function sendAgain(
  deps: DeadLetterDeps,
  actor: Actor,
  letters: readonly FoundLetter[],
  audited: Parameters<typeof claimLetters>[3],
): Promise<RetryResult> {
  const sendable = letters.filter((letter) => unsendable(letter) === null);
  const claimed = await claimLetters(deps, actor, sendable, audited);
  try {
    for (const topic of TOPICS) {
      const messages = claimed
        .filter(({ letter }) => letter.topic === topic)
        .map((letter) => ({ key: channelOf(letter), value: letter.value }));
      if (messages.length > 0) await deps.stream.append(topic, messages);
    }
  } catch (error) {
    await releaseClaims(deps, claimed);
    throw error;
  }
  await settleClaims(deps, claimed);
  return {
    retried: claimed.length,
    already: sendable.length - claimed.length,
    unsendable: letters.length - sendable.length,
  };
}

/**
 * Sends one letter's bytes again; needs `dead-letters:retry`. Throws `not_found`, `conflict` when it cannot be sent
 * or was already, `StreamUnavailable`.
 */
export async function retryLetter(deps: DeadLetterDeps, actor: Actor, id: string): Promise<RetryResult> {
  requireStaff(actor, "dead-letters:retry");
  const letter = await readLetter(deps.stream, id);
  const problem = unsendable(letter);
  if (problem !== null) throw new AppError("conflict", WHY_NOT[problem]);
  const result = await sendAgain(deps, actor, [letter], {
    subject: sourceOf(letter),
    detail: { reason: letter.letter.reason },
  });
  if (result.retried === 0) throw new AppError("conflict", "This letter was sent again already.");
  return result;
}

/** Sends again what matches, a thousand at most; needs `dead-letters:retry`. Throws `StreamUnavailable`. */
export async function retryMatching(
  deps: DeadLetterDeps,
  actor: Actor,
  filter: DeadLetterFilter,
): Promise<RetryResult> {
  requireStaff(actor, "dead-letters:retry");
  const { found } = await scanLetters(deps.stream, filter, Number.POSITIVE_INFINITY);
  const sent = await deps.database.deadLetterRetry.findMany({
    where: { incarnation: deps.stream.incarnation, appendedAt: { not: null } },
    select: { topic: true, partition: true, offset: true },
  });
  const known = new Set(sent.map(({ topic, partition, offset }) => `${topic}/${partition}/${offset}`));
  const open = found.filter((letter) => !known.has(sourceOf(letter)));
  const { from, to, reason = "", channel = "", text = "" } = filter;
  const range = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  const result = await sendAgain(deps, actor, open.slice(0, MOST_AT_ONCE), {
    detail: { reason, channel, text, ...range },
  });
  return { ...result, already: result.already + found.length - open.length };
}
