import { z } from "zod";
import { AppError } from "../errors.ts";
import type { Account } from "./account.ts";
import { NO_CHANNEL, NO_ENDPOINT } from "./fields-check.ts";
import type { TriggerEvent } from "./ingredients.ts";
import type { TriggerDefinition } from "./trigger.ts";

/** Events older than the newest so many leave the answers. */
const MOST_EVENTS = 50;

/** Printable, so that every store can keep it. */
export const identityParam = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, "has characters that cannot be");

/** What an engine sends: other keys, its `user` and `ifttt_source` among them, say nothing that matters here. */
export const pollBody = z.object({
  trigger_identity: identityParam.optional(),
  triggerFields: z.record(z.string(), z.unknown(), "is missing"),
  limit: z.int("must be a whole number").min(0, "must not be negative").nullish(),
});

/** The newest events of a trigger, newest first. Throws `bad_request` for fields that do not fit. */
export async function pollTrigger(
  account: Account,
  trigger: TriggerDefinition,
  body: z.output<typeof pollBody>,
): Promise<TriggerEvent[]> {
  const subscription = trigger.subscribe(body.triggerFields);
  const { channel, endpoint } = subscription;
  if (!(await account.channels()).some(({ slug }) => slug === channel)) throw refusal("channel", NO_CHANNEL);
  if (endpoint !== null) {
    const known = (await account.endpoints()).some((one) => one.channel === channel && one.slug === endpoint);
    if (!known) throw refusal("endpoint", NO_ENDPOINT);
  }
  return account.events({
    trigger,
    subscription,
    identity: body.trigger_identity ?? null,
    limit: Math.min(body.limit ?? MOST_EVENTS, MOST_EVENTS),
  });
}

const refusal = (field: string, words: string) => new AppError("bad_request", words, { field });
