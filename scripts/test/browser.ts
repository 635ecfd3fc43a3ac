import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startSmtpServer } from "#lib/testing/smtp-server.ts";
import { freePort } from "../stack/ports.ts";
import { bin, OUTPUT, runCommand } from "./command.ts";
import type { Engines } from "./engines.ts";
import { startProduct } from "./product.ts";
import { add, type Counts, countPlaywright, NONE } from "./report.ts";

const FAILED: Counts = { passed: 0, failed: 1, skipped: 0 };

/** Webhooks of the journeys stay on this machine. */
const LOCAL = { ALLOW_PRIVATE_DESTINATIONS: "on" };

/** The demo's week takes a small machine minutes to tell, in which every page is slow. */
const TWO_DAYS = { RETENTION_DAYS: "2" };

/** Of an engine that nobody runs: the access matrix and the journeys speak for it. */
const IFTTT_ENGINE = {
  IFTTT_SERVICE_KEY: "a service key for tests only",
  IFTTT_CLIENT_ID: "engine",
  IFTTT_CLIENT_SECRET: "a client secret for tests only",
  IFTTT_CLIENT_NAME: "Engine",
  IFTTT_REDIRECT_URI: "https://engine.example/authorize",
};

/** Runs one Playwright project against a product of its own, started fresh and stopped afterwards. */
async function journey(
  project: string,
  chromium: string,
  environment: Record<string, string | undefined>,
): Promise<Counts> {
  rmSync(join(OUTPUT, project), { recursive: true, force: true });
  const report = join(OUTPUT, `${project}.json`);
  const mails = join(OUTPUT, `${project}-mails.ndjson`);
  rmSync(report, { force: true });
  writeFileSync(mails, "");
  const smtp = await startSmtpServer({
    arrived: (mail) => appendFileSync(mails, `${JSON.stringify(mail)}\n`),
  });
  const mailed = environment.DEMO === "on" ? { SMTP_URL: smtp.url } : {};
  const product = await startProduct(project, await freePort(), { ...environment, ...mailed }).catch(
    async (error) => {
      await smtp.close();
      throw error;
    },
  );
  try {
    const result = await runCommand(bin("playwright"), ["test", "--project", project], {
      log: project,
      env: {
        ...environment,
        E2E_BASE_URL: product.url,
        E2E_DATA_DIR: product.dataDir,
        E2E_CHROMIUM: chromium,
        E2E_MAILS: mails,
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      },
    });
    if (result.code !== 0) process.stdout.write(result.output);
    return countPlaywright(JSON.parse(readFileSync(report, "utf8")));
  } finally {
    await product.stop();
    await smtp.close();
  }
}

async function safely(name: string, run: () => Promise<Counts>): Promise<Counts> {
  try {
    return await run();
  } catch (error) {
    process.stdout.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    return FAILED;
  }
}

/** The journeys: the demo on the embedded stores, and the first steps with `DEMO=off`. */
export async function journeys(chromium: string): Promise<Counts> {
  const counts = await safely("embedded", () =>
    journey("embedded", chromium, { DEMO: "on", DESIGN_PAGE: "on", ...TWO_DAYS, ...LOCAL, ...IFTTT_ENGINE }),
  );
  return add(counts, await safely("first-steps", () => journey("first-steps", chromium, { DEMO: "off" })));
}

/** Those that depend on the event stores, on the real ones; none where these could not be started. */
export async function journeysOnEngines(chromium: string, engines: Engines | null): Promise<Counts> {
  if (!engines?.kafkaBrokers || !engines.elasticsearchUrl) return NONE;
  const environment = {
    DEMO: "on",
    ...TWO_DAYS,
    ...LOCAL,
    ...IFTTT_ENGINE,
    KAFKA_BROKERS: engines.kafkaBrokers,
    ELASTICSEARCH_URL: engines.elasticsearchUrl,
  };
  return await safely("engines", () => journey("engines", chromium, environment));
}
