import { AppError } from "#lib/errors.ts";
import { accountRoute } from "#lib/http/ifttt/route.ts";
import { checkField } from "#lib/ifttt/fields-check.ts";
import { triggerNamed } from "#lib/ifttt/triggers/index.ts";

const PATH = "/ifttt/v1/triggers/{slug}/fields/{field}/validate";

export const POST = accountRoute(PATH, async ({ account, part, body }) => {
  const trigger = triggerNamed(part("slug"));
  const field = part("field");
  if (!trigger.fields.includes(field)) throw new AppError("not_found", "The trigger has no such field.");
  return checkField(account, trigger, field, (await body()).value);
});
