import { operator } from "#lib/channels/access.ts";
import { systemClock } from "#lib/clock.ts";
import { createAdmin } from "#lib/members/create-admin.ts";
import { emailAddress } from "#lib/members/fields.ts";
import { passwordLink } from "#lib/members/links.ts";
import { readArguments, runCommand, UsageError, withDatabase } from "./command.ts";

const USAGE = `Usage: npm run -s admin -- create EMAIL

Makes EMAIL an administrator, new or already known, and prints a link that sets the password. The link works
once, within 24 hours; run the command again for another.`;

await runCommand(async () => {
  const { values, positionals } = readArguments({
    options: { help: { type: "boolean", short: "h" } },
    allowPositionals: true,
  });
  if (values.help === true) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const [verb, address, ...rest] = positionals;
  if (verb !== "create" || address === undefined || rest.length > 0) {
    throw new UsageError("Say whom to make an administrator: npm run -s admin -- create you@company.com");
  }
  const email = emailAddress.safeParse(address);
  if (!email.success) throw new UsageError(`${address} is not an e-mail address.`);
  await withDatabase(async (database, config) => {
    const { token, created } = await createAdmin({ database, clock: systemClock }, operator, email.data);
    const origin = new URL(config.NEXTAUTH_URL ?? `http://localhost:${config.PORT}`).origin;
    process.stderr.write(
      `${email.data} is ${created ? "now" : "known, and is"} an administrator. Set the password within 24 hours:\n`,
    );
    process.stdout.write(`${passwordLink(origin, token)}\n`);
  });
});
