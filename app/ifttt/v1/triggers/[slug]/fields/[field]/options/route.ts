import { accountRoute } from "#lib/http/ifttt/route.ts";
import { fieldOptions } from "#lib/ifttt/field-options.ts";
import { triggerNamed } from "#lib/ifttt/triggers/index.ts";

const PATH = "/ifttt/v1/triggers/{slug}/fields/{field}/options";

export const POST = accountRoute(PATH, async ({ account, part }) =>
  fieldOptions(account, triggerNamed(part("slug")), part("field")),
);
