import { systemClock } from "#lib/clock.ts";
import { parseConfig } from "#lib/config.ts";
import { beSole } from "#lib/database/sole.ts";
import { AppError } from "#lib/errors.ts";
import { pseudonymizer } from "#lib/events/pseudonym.ts";
import { formatPlural } from "#lib/format/number.ts";
import { openInstallation } from "#lib/installation.ts";
import { createLog } from "#lib/log.ts";
import { openEventIndexRebuilder, openEventStream, openRollups } from "#lib/stores/open.ts";
import { createMetrics } from "#workers/metrics.ts";
import { reprocess } from "#workers/reprocess/reprocess.ts";
import { runCommand } from "./command.ts";
import { HELP, parseReprocessArguments } from "./reprocess/options.ts";
import { TABLE_HEAD, tableLine } from "./reprocess/table.ts";

const DAY_MS = 86_400_000;

/** Builds are discarded on Ctrl-C before the process leaves. */
function interrupted(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => stop.abort(new AppError("unavailable", "Stopped; nothing was left half way.")));
  }
  return stop.signal;
}

await runCommand(async () => {
  const config = parseConfig(process.env);
  const retentionMs = config.RETENTION_DAYS * DAY_MS;
  const given = parseReprocessArguments(process.argv.slice(2), systemClock.now(), retentionMs);
  if (given === null) {
    process.stdout.write(HELP);
    return;
  }
  await using opened = new AsyncDisposableStack();
  const installation = opened.adopt(await openInstallation(config), (it) => it.close());
  const sole = await beSole(installation.databaseUrl, "reprocess");
  if (sole === null) throw new AppError("conflict", "Somebody else is reprocessing: one at a time.");
  opened.defer(() => sole.release());
  const stream = opened.adopt(await openEventStream(installation), (it) => it.close());
  const rebuilder = opened.adopt(await openEventIndexRebuilder(installation), (it) => it.close());
  const rollups = opened.adopt(await openRollups(installation), (it) => it.close());
  const deps = {
    stream,
    rollups,
    rebuilder,
    accept: {
      incarnation: stream.incarnation,
      retentionMs,
      pseudonymize: pseudonymizer(installation.secrets.pseudonymKey),
    },
    clock: systemClock,
    log: createLog("reprocess", config.LOG_LEVEL),
    metrics: createMetrics(),
  };
  process.stdout.write(TABLE_HEAD);
  let kept = 0;
  const stop = AbortSignal.any([interrupted(), sole.lost]);
  for await (const report of reprocess(deps, given.topic, given, stop)) {
    process.stdout.write(tableLine(report));
    if (report.missing > 0) kept += 1;
  }
  if (kept > 0) {
    throw new AppError(
      "conflict",
      `${formatPlural(kept, "part stays as it was", "parts stay as they were")}: the stream does not keep all of the events.`,
    );
  }
});
