import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { loadEnvFile } from "node:process";
import { DEMO_SIGN_INS } from "#demo/people.ts";
import { type Config, parseConfig } from "#lib/config.ts";
import type { Installation } from "#lib/installation.ts";
import { buildWeb } from "./build-web.ts";
import { type Child, type ChildSpec, keepRunning } from "./child.ts";
import { generateClient } from "./generate-client.ts";
import { keepDatabase } from "./keep-database.ts";
import { openClaimed } from "./open-claimed.ts";
import { childEnvironment, describeStores, runsDemo } from "./plan.ts";
import { services } from "./services.ts";
import { seconds, type Terminal } from "./terminal.ts";
import { trimLogs } from "./trim-logs.ts";
import { waitForDemo } from "./wait-for-demo.ts";
import { waitForHealth } from "./wait-for-health.ts";
import { claimPort } from "./web-port.ts";
import { welcome } from "./welcome.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** Starts everything, keeps it running until `signal`, then stops everything. Throws `SetupError` when it cannot start. */
export async function up(terminal: Terminal, signal: AbortSignal): Promise<void> {
  const began = performance.now();
  if (existsSync(join(ROOT, ".env"))) loadEnvFile(join(ROOT, ".env"));
  const config = parseConfig(process.env);
  const port = await claimPort(config.PORT);
  terminal.line(`\n  ${terminal.strong("Channelscope")}\n`);
  const installation = await prepare(terminal, config);

  const demo = runsDemo(config, process.env);
  const logs = resolve(config.DATA_DIR, "logs");
  const environmentFor = (opened: Installation) => childEnvironment(process.env, opened, { port, demo });
  const service = services(ROOT, logs, port, environmentFor(installation));
  const say = (line: string) => terminal.line(`  ${line}`);
  const children: Child[] = [];
  const launch = (spec: ChildSpec) => children.push(keepRunning(spec, say));
  const ending = new AbortController();
  const database = keepDatabase(installation, {
    reopen: () => openClaimed(config),
    say,
    moved: (next) => {
      for (const child of children) child.renew(environmentFor(next));
    },
    signal: ending.signal,
  });
  const trimming = trimLogs(logs);
  try {
    if (config.KAFKA_BROKERS || config.ELASTICSEARCH_URL || config.ARCHIVE_URL) {
      const { checkStores } = await import("./check-stores.ts");
      await checkStores(installation);
    }
    // First alone: beside a demo that tells its past it takes minutes, and whoever watches misses web meanwhile.
    await terminal.step("Web app", async () => {
      const built = await buildWeb(ROOT, environmentFor(installation), signal);
      return { result: built, detail: built ? "built" : "up to date" };
    });
    launch(service.web);
    launch(service.worker);
    if (demo) launch(service.demo);
    await terminal.step("Ready", async () => {
      const [web, people] = await Promise.all([
        waitForHealth(port, signal),
        demo ? waitForDemo(installation.databaseUrl, signal) : true,
      ]);
      const healthy = web && people;
      return { result: healthy, detail: healthy ? "all well" : `not all is well: see ${logs}` };
    });
    const url = config.NEXTAUTH_URL ?? `http://localhost:${port}`;
    const took = seconds(performance.now() - began);
    if (!signal.aborted) {
      welcome(terminal, { url, took, logs: relative(ROOT, logs), people: demo ? DEMO_SIGN_INS : null });
    }
    await aborted(signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    ending.abort();
    clearInterval(trimming);
    say("Stopping …");
    await Promise.all(children.map((child) => child.stop()));
    await (await database).embedded?.stop();
    say("Stopped");
  }
}

/** Database and generated code, which everything else needs. */
async function prepare(terminal: Terminal, config: Config): Promise<Installation> {
  const database = terminal.step("Database", async () => {
    const installation = await openClaimed(config);
    return { result: installation, detail: describeDatabase(installation) };
  });
  const [opened, generated] = await Promise.allSettled([database, generateClient(ROOT, process.env)]);
  if (opened.status === "rejected") throw opened.reason;
  if (generated.status === "fulfilled") return opened.value;
  await opened.value.close();
  throw generated.reason;
}

function describeDatabase({ config, databaseUrl, embedded }: Installation): string {
  const { host } = new URL(databaseUrl);
  const database = embedded
    ? `embedded PostgreSQL ${embedded.adopted ? "adopted" : "started"}`
    : `PostgreSQL at ${host}`;
  return [database, describeStores(config)].filter(Boolean).join("; ");
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
