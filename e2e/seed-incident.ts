import { parseConfig } from "../lib/config.ts";
import { createDatabase } from "../lib/database/client.ts";
import { openInstallation } from "../lib/installation.ts";
import { seedDestination, seedIncident, seedRecipe } from "../lib/testing/incidents.ts";

const MINUTE = 60_000;

/**
 * Puts an incident into the installation under test, as the engine and a deliverer would have left it, and prints its
 * number: `seed-incident.ts CHANNEL open|recovered`.
 */
const [channel = "brightbulb", state = "open"] = process.argv.slice(2);
const installation = await openInstallation(parseConfig(process.env));
const database = createDatabase(installation.databaseUrl);
const now = Date.now();
const name = `seeded ${now}`;
const slack = await seedDestination(database, { channel, type: "slack", name: `#api-alerts ${now}` });
const pager = await seedDestination(database, { channel, type: "pagerduty", name: `PagerDuty ${now}` });
const recipe = await seedRecipe(database, channel, name, [slack, pager]);
const { number } = await seedIncident(database, {
  channel,
  recipe,
  // No verdict is left out, so that whatever fails in the demo counts.
  trigger: {
    type: "error_rate_above",
    percent: 5,
    faults: ["partner", "rate_limit", "user", "recipe", "network", "platform"],
  },
  title: "12 % of send_message actions fail with HTTP 503",
  startedAt: now - 40 * MINUTE,
  recoveredAt: state === "open" ? null : now - 5 * MINUTE,
  impact: {
    requests: 84_823,
    failures: 10_518,
    users_affected: 312,
    recipes_affected: 348,
    fault: "partner",
  },
  deliveries: [
    {
      destination: slack,
      attempts: [{ outcome: "delivered", status_code: 200, duration_ms: 212, detail: "answered 200" }],
    },
    {
      destination: pager,
      attempts: [
        { outcome: "retry", status_code: 503, duration_ms: 96, detail: "answered 503" },
        { outcome: "delivered", status_code: 202, duration_ms: 143, detail: "answered 202" },
      ],
    },
  ],
});
process.stdout.write(`${number}\n`);
await database.$disconnect();
await installation.close();
