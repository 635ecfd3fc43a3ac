import { setTimeout as delay } from "node:timers/promises";
import { parseConfig } from "#lib/config.ts";
import { openInstallation } from "#lib/installation.ts";
import { openEventStream } from "#lib/stores/open.ts";

/** Another group on the same topic, as an archive would be, that does badly: `stalled`, or `busy` on a core of its own. */
const installation = await openInstallation(parseConfig(process.env));
const stream = await openEventStream(installation);
const consumer = await stream.consume("api-requests", "soak-second");
const stalled = process.argv[2] === "stalled";
process.stdout.write("reads\n");
for (;;) {
  const batch = await consumer.next({ maxRecords: 5_000, maxBytes: 5_000_000, waitMs: 100 });
  if (stalled) {
    if (batch !== null) await delay(2 ** 30);
    continue;
  }
  const until = performance.now() + 500;
  let checked = 0;
  while (performance.now() < until) checked += Math.sqrt(checked + 1);
  await batch?.acknowledge();
}
