import { type ParseArgsConfig, parseArgs } from "node:util";
import { type Config, ConfigError, parseConfig } from "#lib/config.ts";
import { createDatabase, type Database } from "#lib/database/client.ts";
import { AppError } from "#lib/errors.ts";
import { openInstallation } from "#lib/installation.ts";
import { SetupError } from "#lib/setup-error.ts";
import { IndexUnavailable } from "#lib/stores/event-index/port.ts";
import { StreamUnavailable } from "#lib/stores/event-stream/port.ts";

/** What was typed makes no sense; the message says how it would. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

const CLEAR = [UsageError, AppError, ConfigError, SetupError, StreamUnavailable, IndexUnavailable];

/** Runs a command: what it refuses is one line on stderr and a non-zero exit; a defect keeps its stack. */
export async function runCommand(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    const clear = CLEAR.some((kind) => error instanceof kind) && error instanceof Error;
    process.stderr.write(`${clear ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

/** `util.parseArgs`, strict, with its complaints as `UsageError`. */
export function readArguments<T extends ParseArgsConfig>(options: T) {
  try {
    return parseArgs({ ...options, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error));
  }
}

/** Opens the installation's application database for the time of one command. */
export async function withDatabase(
  run: (database: Database, config: Config) => Promise<void>,
): Promise<void> {
  const config = parseConfig(process.env);
  const installation = await openInstallation(config);
  const database = createDatabase(installation.databaseUrl);
  try {
    await run(database, config);
  } finally {
    await database.$disconnect();
    await installation.close();
  }
}
