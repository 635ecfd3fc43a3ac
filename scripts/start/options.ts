import { parseArgs } from "node:util";
import { SetupError } from "#lib/setup-error.ts";

export const HELP = `npm start

Starts Channelscope: database, web, worker, and the demo where everything is embedded. Installs, migrates and
builds what is missing or stale first. Ctrl-C stops all of it; the data stays in DATA_DIR.

Settings come from the environment or a file .env; .env.example lists them all. The usual ones:
  PORT=3000                 where the web app listens; 0 takes any free port
  DATA_DIR=.data            embedded database, generated secrets, logs
  DEMO=on|off               the demo's APIs and people; unset: not beside engines of your own
  DATABASE_URL, KAFKA_BROKERS, ELASTICSEARCH_URL, ARCHIVE_URL
                            engines of your own in place of the embedded ones
`;

/** Throws `SetupError` for anything but `--help`. */
export function wantsHelp(args: string[]): boolean {
  try {
    const { values } = parseArgs({ args, options: { help: { type: "boolean", short: "h" } } });
    return values.help ?? false;
  } catch {
    throw new SetupError(`Unknown argument: ${args.join(" ")}. See npm start -- --help.`);
  }
}
