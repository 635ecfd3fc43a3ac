import { anyRoute } from "#lib/http/ifttt/route.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { identityParam } from "#lib/ifttt/poll.ts";
import { forgetTriggers } from "#lib/ifttt/subscriptions/forget.ts";
import { triggerNamed } from "#lib/ifttt/triggers/index.ts";

const PATH = "/ifttt/v1/triggers/{slug}/trigger_identity/{identity}";

export const DELETE = anyRoute(PATH, async ({ server, account, part }) => {
  const { slug } = triggerNamed(part("slug"));
  const identity = parseInput(identityParam, part("identity"), "path");
  if (account === null) await forgetTriggers(server, { trigger: slug, identity });
  else await account.forget(slug, identity);
  return {};
});
