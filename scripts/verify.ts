import { DAY_MS } from "#etl/day.ts";
import { runVerification } from "#etl/verify/run-verification.ts";
import { beginRound } from "#etl/verify/verify-day.ts";
import { systemClock } from "#lib/clock.ts";
import { parseConfig } from "#lib/config.ts";
import { createDatabase } from "#lib/database/client.ts";
import { AppError } from "#lib/errors.ts";
import { formatPlural } from "#lib/format/number.ts";
import { openInstallation } from "#lib/installation.ts";
import { createLog } from "#lib/log.ts";
import { openArchive, openEventIndex, openEventStream, openWarehouse } from "#lib/stores/open.ts";
import { runCommand } from "./command.ts";
import { HELP, parseVerifyArguments } from "./verify/options.ts";
import { HEAD, stepLines } from "./verify/table.ts";

const say = (text: string) => process.stdout.write(text);

async function verify(days: string[]): Promise<void> {
  const config = parseConfig(process.env);
  await using opened = new AsyncDisposableStack();
  const installation = opened.adopt(await openInstallation(config), (it) => it.close());
  const database = opened.adopt(createDatabase(installation.databaseUrl), (it) => it.$disconnect());
  const archive = opened.adopt(await openArchive(installation), (it) => it.close());
  const warehouse = opened.adopt(await openWarehouse(installation, async () => archive), (it) => it.close());
  const stream = opened.adopt(await openEventStream(installation), (it) => it.close());
  const index = opened.adopt(await openEventIndex(installation), (it) => it.close());
  const retentionMs = config.RETENTION_DAYS * DAY_MS;
  const log = createLog("verify", "silent");
  const deps = { database, archive, warehouse, stream, index, clock: systemClock, log, retentionMs };
  const round = await beginRound(deps, days.at(-1) ?? "");
  let wrong = 0;
  for (const day of days) {
    const done = await runVerification(deps, round, { day, inputs: "asked for by hand" });
    if (done.state === "busy")
      throw new AppError("conflict", "Another process verifies just now: try again in a minute.");
    if (done.state === "failed") throw new AppError("unavailable", `${day}: ${done.error}`);
    say(`\n${day} (UTC)\n${HEAD}${done.results.map(stepLines).join("")}`);
    const disagreements = done.results.flatMap((result) => result.disagreements);
    for (const { words } of disagreements) say(`! ${words}\n`);
    wrong += disagreements.length;
  }
  if (wrong > 0) throw new AppError("conflict", `${formatPlural(wrong, "disagreement")}.`);
}

await runCommand(async () => {
  const days = parseVerifyArguments(process.argv.slice(2), systemClock.now());
  if (days === null) say(HELP);
  else await verify(days);
});
