import { z } from "zod";
import type { DeadLetterFilter } from "../dead-letters/views.ts";
import { REJECT_REASONS } from "../events/rejection.ts";
import type { Server } from "../server.ts";
import { rangeOf, rangeParams } from "./parameters.ts";

/** What dead letters are searched by, as the page's address and our own API have it. */
export const deadLetterParams = {
  ...rangeParams,
  reason: z.enum(REJECT_REASONS, "is no reason for a dead letter").optional(),
  channel: z.string().max(64, "is longer than any slug").optional(),
  text: z.string().max(200, "can have 200 characters at most").optional(),
};

type Params = z.output<z.ZodObject<typeof deadLetterParams>>;

/** By this server's clock. Throws `bad_request`. */
export function deadLetterFilter(params: Params, server: Server): DeadLetterFilter {
  const { from, to } = rangeOf(params, server);
  const { reason, channel, text } = params;
  return { from, to, reason, channel: channel || undefined, text: text || undefined };
}
