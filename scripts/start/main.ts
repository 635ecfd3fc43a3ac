import { ConfigError } from "#lib/config.ts";
import { SetupError } from "#lib/setup-error.ts";
import { HELP, wantsHelp } from "./options.ts";
import { createTerminal } from "./terminal.ts";
import { up } from "./up.ts";

const terminal = createTerminal(process.stdout, { color: process.stdout.isTTY && !process.env.NO_COLOR });
// A closed terminal must not keep the rest from being stopped.
process.stdout.on("error", () => undefined);
process.stderr.on("error", () => undefined);

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());
process.on("disconnect", () => stop.abort());

try {
  if (wantsHelp(process.argv.slice(2))) terminal.line(HELP);
  else await up(terminal, stop.signal);
  process.exit(0);
} catch (error) {
  const known = error instanceof ConfigError || error instanceof SetupError;
  process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
