import { unsubscribeLink } from "../lib/alerts/destinations/reminders.ts";
import { parseConfig } from "../lib/config.ts";
import { createDatabase } from "../lib/database/client.ts";
import { openInstallation } from "../lib/installation.ts";

/** Prints the link that a reminder's mail to a destination of the installation has: `reminders-link.ts NAME ORIGIN`. */
const [name = "", origin = ""] = process.argv.slice(2);
const installation = await openInstallation(parseConfig(process.env));
const database = createDatabase(installation.databaseUrl);
const { id } = await database.destination.findFirstOrThrow({ where: { name, removedAt: null } });
process.stdout.write(`${unsubscribeLink(origin, id, installation.secrets.encryptionKey)}\n`);
await database.$disconnect();
await installation.close();
