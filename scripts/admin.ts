import { operator } from "#lib/channels/access.ts";
import { systemClock } from "#lib/clock.ts";
import { createAdmin } from "#lib/members/create-admin.ts";
import { emailAddress } from "#lib/members/fields.ts";
import { passwordLink } from "#lib/members/links.ts";
import { forgetUser } from "#lib/support/forget-user.ts";
import { readArguments, runCommand, UsageError, withDatabase } from "./command.ts";

const USAGE = `Usage: npm run -s admin -- create EMAIL
       npm run -s admin -- forget-user ID|EMAIL|PSEUDONYM

create makes EMAIL an administrator, new or already known, and prints a link that sets the password. The link works
once, within 24 hours; run the command again for another.

forget-user removes all that is known of a platform's user: name, address, id, connections and Recipes. Their events
stay, under a pseudonym that names nobody from then on; it is printed.`;

async function create(address: string): Promise<void> {
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
}

async function forget(text: string): Promise<void> {
  await withDatabase(async (database) => {
    const pseudonym = await forgetUser({ database, clock: systemClock }, operator, text);
    process.stdout.write(`${pseudonym}\n`);
  });
}

await runCommand(async () => {
  const { values, positionals } = readArguments({
    options: { help: { type: "boolean", short: "h" } },
    allowPositionals: true,
  });
  if (values.help === true) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const [verb, subject, ...rest] = positionals;
  if (rest.length === 0 && subject !== undefined) {
    if (verb === "create") return await create(subject);
    if (verb === "forget-user") return await forget(subject);
  }
  throw new UsageError(
    "Say whom to make an administrator: npm run -s admin -- create you@company.com, or whom to forget: npm run -s admin -- forget-user ID",
  );
});
