import { setTimeout as delay } from "node:timers/promises";
import { parseConfig } from "#lib/config.ts";
import { createDatabase } from "#lib/database/client.ts";
import { openInstallation } from "#lib/installation.ts";
import { openEventIndex, openEventStream } from "#lib/stores/open.ts";
import { balances } from "#workers/ledger/account.ts";
import { runLedger } from "#workers/ledger/run.ts";
import { runCommand } from "./command.ts";
import { HELP, type LedgerArguments, parseLedgerArguments } from "./ledger/options.ts";
import { ledgerTable } from "./ledger/table.ts";

const PATIENCE_MS = 600_000;
/** Other workers of the installation note the Channels they saw within this time. */
const NOTED_WITHIN_MS = 6_000;

async function check({ events, kills }: LedgerArguments): Promise<boolean> {
  await using opened = new AsyncDisposableStack();
  const installation = opened.adopt(await openInstallation(parseConfig(process.env)), (it) => it.close());
  const database = opened.adopt(createDatabase(installation.databaseUrl), (it) => it.$disconnect());
  const stream = opened.adopt(await openEventStream(installation), (it) => it.close());
  const index = opened.adopt(await openEventIndex(installation), (it) => it.close());
  const { channel, ...account } = await runLedger({
    stream,
    index,
    environment: { DATABASE_URL: installation.databaseUrl },
    events,
    kills,
    patienceMs: PATIENCE_MS,
    say: (line) => process.stderr.write(`${line}\n`),
  });
  process.stdout.write(ledgerTable(account));
  // It is nobody's Channel: staff shall not be asked to register it.
  await delay(NOTED_WITHIN_MS);
  await database.unregisteredChannel.deleteMany({ where: { slug: channel } });
  return balances(account);
}

await runCommand(async () => {
  const line = parseLedgerArguments(process.argv.slice(2));
  if (line === null) process.stdout.write(HELP);
  else if (!(await check(line))) process.exitCode = 1;
});
