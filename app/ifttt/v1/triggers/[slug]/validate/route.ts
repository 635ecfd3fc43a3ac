import { z } from "zod";
import { accountRoute } from "#lib/http/ifttt/route.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { checkFields } from "#lib/ifttt/fields-check.ts";
import { triggerNamed } from "#lib/ifttt/triggers/index.ts";

const values = z.object({ values: z.record(z.string(), z.unknown(), "is missing") });

export const POST = accountRoute("/ifttt/v1/triggers/{slug}/validate", async ({ account, part, body }) => {
  const trigger = triggerNamed(part("slug"));
  return checkFields(account, trigger, parseInput(values, await body(), "body").values);
});
