import { setTimeout as delay } from "node:timers/promises";
import { createDatabase } from "../lib/database/client.ts";
import type { Installation } from "../lib/installation.ts";
import { openEventStream } from "../lib/stores/open.ts";
import { startReceiver } from "../lib/testing/receiver.ts";
import { startWorker } from "../workers/testing/worker-process.ts";
import { channelName, makeRecipes } from "./alerts/recipes.ts";
import { withInstallation } from "./ingest/installed.ts";
import type { Bench } from "./types.ts";

const CHANNELS = 200;
const RECIPES = 500;
const PER_SECOND = 1_000;
const TICK_MS = 100;
const WARM_UP_MS = 20_000;
/** One Channel after the other begins to fail. */
const FAILURES = 60;
const BETWEEN_MS = 1_500;
/** Failing requests at once: enough to be beyond every threshold over a minute of requests. */
const BURST = 60;
const PATIENCE_MS = 60_000;
/** Of these Channels each has three Recipes, all of which fire. */
const RECIPES_EACH = 3;
/** For the worker, which else takes the engines that this process was told of. */
const EMBEDDED = { KAFKA_BROKERS: "", ELASTICSEARCH_URL: "" };

let sequence = 0;

function aMessage(channel: string, at: number, failing: boolean) {
  sequence += 1;
  const answer = failing ? '"status_code":503,"error_message":"upstream connect error"' : '"status_code":200';
  const event = `{"id":"alerts-${at}-${sequence}","timestamp":"${new Date(at).toISOString()}","channel":"${channel}","kind":"action","endpoint":"send","method":"POST","url":"https://api.${channel}.example/v1/messages",${answer},"duration_ms":${failing ? 5_000 : 40},"user_id":"user-${sequence % 5_000}","recipe_id":"rcp_${sequence % 9_000}","worker":"worker-1"}`;
  return { key: channel, value: Buffer.from(event) };
}

async function measure(installation: Installation, engines: Record<string, string>) {
  await using opened = new AsyncDisposableStack();
  const database = opened.adopt(createDatabase(installation.databaseUrl), (it) => it.$disconnect());
  const stream = opened.adopt(await openEventStream(installation), (it) => it.close());
  const receiver = opened.adopt(await startReceiver(), (it) => it.close());
  const { encryptionKey } = installation.secrets;
  await makeRecipes(database, { channels: CHANNELS, recipes: RECIPES, url: receiver.url, encryptionKey });
  const worker = await startWorker({
    ...engines,
    DATA_DIR: installation.config.DATA_DIR,
    DATABASE_URL: installation.databaseUrl,
    ALLOW_PRIVATE_DESTINATIONS: "on",
  });
  opened.defer(() => worker.stop());
  const stop = new AbortController();
  const producing = produce(stream, stop.signal);
  await delay(WARM_UP_MS);
  const cpu = await worker.metric("process_cpu_seconds_total");
  const begun = Date.now();
  /** When a Channel's first failing request was made. */
  const failedAt = new Map<string, number>();
  for (let n = 0; n < FAILURES; n++) {
    const channel = channelName(n);
    const at = Date.now();
    failedAt.set(channel, at);
    await stream.append(
      "api-requests",
      Array.from({ length: BURST }, () => aMessage(channel, at, true)),
    );
    await delay(BETWEEN_MS);
  }
  const expected = FAILURES * RECIPES_EACH;
  const deadline = Date.now() + PATIENCE_MS;
  const arrivals = () => receiver.received.filter(({ body }) => body.includes('"alert.firing"'));
  while (arrivals().length < expected && Date.now() < deadline) await delay(100);
  stop.abort();
  await producing;
  const cpuShare =
    ((await worker.metric("process_cpu_seconds_total")) - cpu) / ((Date.now() - begun) / 1_000);
  const waits = arrivals().map(({ body, at }) => {
    const { data } = JSON.parse(body) as { data: { channel: string } };
    return at - (failedAt.get(data.channel) ?? at);
  });
  waits.sort((a, b) => a - b);
  const quantile = (share: number) => waits[Math.ceil(waits.length * share) - 1] ?? Number.NaN;
  return {
    alerts: waits.length,
    of: expected,
    "failure to webhook p50 ms": quantile(0.5),
    "p95 ms": quantile(0.95),
    "p99 ms": quantile(0.99),
    "worker CPU cores": Number(cpuShare.toFixed(2)),
  };
}

/** All Channels in turn, at the same rate. */
async function produce(
  stream: Awaited<ReturnType<typeof openEventStream>>,
  signal: AbortSignal,
): Promise<void> {
  const perTick = (PER_SECOND * TICK_MS) / 1_000;
  const started = Date.now();
  for (let tick = 0; !signal.aborted; tick++) {
    const at = Date.now();
    const messages = Array.from({ length: perTick }, (_, n) => {
      return aMessage(channelName((tick * perTick + n) % CHANNELS), at, false);
    });
    await stream.append("api-requests", messages);
    await delay(Math.max(0, started + (tick + 1) * TICK_MS - Date.now()));
  }
}

const bench: Bench = {
  name: "alerts",
  describe: `from a failing request to the webhook, at ${PER_SECOND} events/s and ${RECIPES} alert Recipes on ${CHANNELS} Channels; on the engines too where KAFKA_BROKERS and ELASTICSEARCH_URL are set`,
  async run() {
    const rows: Record<string, string | number>[] = [
      { stores: "embedded", ...(await withInstallation({}, (it) => measure(it, EMBEDDED))) },
    ];
    const { KAFKA_BROKERS, ELASTICSEARCH_URL } = process.env;
    if (!KAFKA_BROKERS || !ELASTICSEARCH_URL) return rows;
    const engines = { KAFKA_BROKERS, ELASTICSEARCH_URL };
    rows.push({ stores: "engines", ...(await withInstallation(engines, (it) => measure(it, engines))) });
    return rows;
  },
};

export default bench;
