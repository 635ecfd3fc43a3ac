import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { systemClock } from "#lib/clock.ts";
import { parseConfig } from "#lib/config.ts";
import { createDatabase } from "#lib/database/client.ts";
import { AppError } from "#lib/errors.ts";
import { openInstallation } from "#lib/installation.ts";
import { openEventStream } from "#lib/stores/open.ts";
import { runCommand, UsageError } from "./command.ts";
import { HELP, parseCommandLine } from "./replay/options.ts";
import { type ReplayOptions, type ReplayResult, replay } from "./replay/replay.ts";

const SHOWN = 20;
const DAY_MS = 86_400_000;

async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new UsageError(`There is no file ${path}.`);
  if (!found.isFile()) throw new UsageError(`${path} is not a file.`);
}

async function send(options: ReplayOptions): Promise<ReplayResult> {
  const config = parseConfig(process.env);
  await using opened = new AsyncDisposableStack();
  const installation = opened.adopt(await openInstallation(config), (it) => it.close());
  const database = opened.adopt(createDatabase(installation.databaseUrl), (it) => it.$disconnect());
  const stream = opened.adopt(await openEventStream(installation), (it) => it.close());
  const deps = {
    database,
    stream,
    clock: systemClock,
    pseudonymKey: installation.secrets.pseudonymKey,
    retentionMs: config.RETENTION_DAYS * DAY_MS,
  };
  let shown = 0;
  const result = await replay(deps, options, (line, problem) => {
    shown += 1;
    if (shown <= SHOWN) process.stderr.write(`line ${line}: ${problem}\n`);
  });
  if (shown > SHOWN) process.stderr.write(`… and ${shown - SHOWN} more\n`);
  return result;
}

async function main(): Promise<void> {
  const line = parseCommandLine(process.argv.slice(2));
  if (line === null) {
    process.stdout.write(HELP);
    return;
  }
  await using opened = new AsyncDisposableStack();
  let path = line.file;
  if (path === "-") {
    // Two passes need a file: the first finds the last event.
    const folder = await mkdtemp(join(tmpdir(), "channelscope-replay-"));
    opened.defer(() => rm(folder, { recursive: true, force: true }));
    path = join(folder, "stdin.ndjson");
    await pipeline(process.stdin, createWriteStream(path, { mode: 0o600 }));
  } else {
    await requireFile(path);
  }

  const end = line.end === "now" ? systemClock.now() : line.end;
  const result = await send({ path, topic: line.topic, channel: line.channel, end });
  for (const slug of result.registered) process.stdout.write(`Registered the Channel ${slug}.\n`);
  const last = result.last === null ? "" : `; the last is at ${new Date(result.last).toISOString()}`;
  process.stdout.write(`${result.accepted} events accepted${last}\n${result.rejected} lines rejected\n`);
  if (result.accepted === 0) throw new AppError("bad_request", "Nothing was accepted.");
}

await runCommand(main);
