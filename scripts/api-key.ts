import { z } from "zod";
import { KEY_SCOPES, operator } from "#lib/channels/access.ts";
import { systemClock } from "#lib/clock.ts";
import { createApiKey } from "#lib/members/api-keys/create.ts";
import { readArguments, runCommand, UsageError, withDatabase } from "./command.ts";

const USAGE = `Usage: npm run -s api-key -- create --channel SLUG | --all-channels [--scope SCOPE]... [--name NAME]

Prints a new API key, the only time it can be seen.

  --channel SLUG    for one registered Channel
  --all-channels    for every Channel, registered or not yet
  --scope SCOPE     ${KEY_SCOPES.join(", ")}; several times or separated by commas; default: all
  --name NAME       what people see in the list of keys; default: "Operator"`;

const nameField = z.string().trim().min(1).max(100);
const scopeField = z.enum(KEY_SCOPES);

await runCommand(async () => {
  const { values, positionals } = readArguments({
    options: {
      help: { type: "boolean", short: "h" },
      channel: { type: "string" },
      "all-channels": { type: "boolean" },
      scope: { type: "string", multiple: true },
      name: { type: "string", default: "Operator" },
    },
    allowPositionals: true,
  });
  if (values.help === true) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  if (positionals.length !== 1 || positionals[0] !== "create") {
    throw new UsageError("Say what to do: npm run -s api-key -- create --channel SLUG, or --all-channels");
  }
  if ((values.channel === undefined) === (values["all-channels"] !== true)) {
    throw new UsageError("Give either --channel SLUG or --all-channels.");
  }
  const name = nameField.safeParse(values.name);
  if (!name.success) throw new UsageError("A --name has 1 to 100 characters.");
  const scopes = scopesOf(values.scope);
  await withDatabase(async (database) => {
    const channel = values.channel ?? null;
    const deps = { database, clock: systemClock };
    const { key } = await createApiKey(deps, operator, { name: name.data, channel, scopes });
    process.stdout.write(`${key}\n`);
  });
});

function scopesOf(given: string[] | undefined) {
  if (given === undefined) return KEY_SCOPES;
  const words = given.flatMap((value) => value.split(",")).map((word) => word.trim());
  return words.map((word) => {
    const scope = scopeField.safeParse(word);
    if (!scope.success) throw new UsageError(`${word} is no scope: choose of ${KEY_SCOPES.join(", ")}.`);
    return scope.data;
  });
}
