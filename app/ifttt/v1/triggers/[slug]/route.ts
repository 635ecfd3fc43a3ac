import { accountRoute } from "#lib/http/ifttt/route.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { pollBody, pollTrigger } from "#lib/ifttt/poll.ts";
import { triggerNamed } from "#lib/ifttt/triggers/index.ts";

export const POST = accountRoute("/ifttt/v1/triggers/{slug}", async ({ account, part, body }) => {
  const trigger = triggerNamed(part("slug"));
  return pollTrigger(account, trigger, parseInput(pollBody, await body(), "body"));
});
