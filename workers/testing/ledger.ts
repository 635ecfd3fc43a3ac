import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { systemScope } from "#lib/channels/access.ts";
import type { DeadLetter } from "#lib/events/dead-letter.ts";
import type { EventQuery } from "#lib/events/query/types.ts";
import { INDEX_GROUP, INDEX_TOPIC } from "#lib/pipeline/progress.ts";
import type { EventIndex } from "#lib/stores/event-index/port.ts";
import type { EventStream, StreamMessage } from "#lib/stores/event-stream/port.ts";
import { startWorker, type WorkerProcess } from "./worker-process.ts";

export interface LedgerOptions {
  stream: EventStream;
  index: EventIndex;
  /** What the worker process needs to find the same stores. */
  environment: Record<string, string>;
  /** At least so many are produced, and as long as the worker is being killed. */
  events: number;
  /** How often the worker is killed with -9 while events are produced. */
  kills: number;
  /** How long everything may take to arrive after the last event was produced, milliseconds. */
  patienceMs: number;
}

export interface LedgerResult {
  produced: number;
  indexed: number;
  deadLettered: number;
  /** Ids that are nowhere, that are in both, or that the index holds more than once: all must be empty. */
  missing: string[];
  inBoth: string[];
  doubled: number;
}

const CHUNK = 100;
/** So that events keep coming while the worker is killed: 10,000 a second at most. */
const PACE_MS = 10;

/** Every 20th record cannot become an event; the id stays readable in its raw bytes. */
function messageOf(channel: string, number: number, now: number): StreamMessage {
  const event = {
    id: `${channel}-${number}`,
    timestamp: new Date(now).toISOString(),
    channel,
    status_code: number % 7 === 0 ? 500 : 200,
    duration_ms: number % 900,
    user_id: `user-${number % 50}`,
  };
  const poison: Record<number, string> = {
    0: JSON.stringify({ ...event, duration_ms: "long" }),
    20: JSON.stringify(event).slice(0, -3),
    40: JSON.stringify({ ...event, timestamp: "2001-01-01T00:00:00Z" }),
    60: JSON.stringify({ ...event, timestamp: new Date(now + 3_600_000).toISOString() }),
    80: `${JSON.stringify(event)}\xff`,
  };
  const broken = poison[number % 100];
  const value = broken === undefined ? Buffer.from(JSON.stringify(event)) : Buffer.from(broken, "latin1");
  return { key: channel, value };
}

async function produce({ stream, events }: LedgerOptions, channel: string, enough: AbortSignal) {
  const produced = new Set<string>();
  for (let first = 0; first < events || !enough.aborted; first += CHUNK) {
    const now = Date.now();
    const numbers = Array.from({ length: CHUNK }, (_, item) => first + item);
    const messages = numbers.map((number) => messageOf(channel, number, now));
    await stream.append(INDEX_TOPIC, messages);
    // A producer whose acknowledgement was lost sends again: the same events, at other offsets.
    if ((first / CHUNK) % 5 === 0) await stream.append(INDEX_TOPIC, messages);
    for (const number of numbers) produced.add(`${channel}-${number}`);
    await delay(PACE_MS);
  }
  return produced;
}

async function indexedIds(index: EventIndex, query: EventQuery): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await index.search(query, { limit: 1_000, ...(cursor === undefined ? {} : { cursor }) });
    ids.push(...page.events.map(({ id }) => id));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return ids;
}

async function deadIds(stream: EventStream, channel: string, from: number): Promise<Set<string>> {
  const ids = new Set<string>();
  const pattern = new RegExp(`"id":"(${channel}-\\d+)"`);
  for await (const records of stream.readRange("api-requests.dead", from, Date.now() + 60_000)) {
    for (const record of records) {
      const letter = JSON.parse(String(record.value)) as DeadLetter;
      const id = pattern.exec(Buffer.from(letter.raw ?? "", "base64").toString("latin1"))?.[1];
      if (id !== undefined) ids.add(id);
    }
  }
  return ids;
}

async function untilCaughtUp({ stream, patienceMs }: LedgerOptions): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const lag = await stream.lag(INDEX_TOPIC, INDEX_GROUP);
    if (lag.every((partition) => partition.lag === 0)) return;
    if (Date.now() > deadline) throw new Error(`Not caught up in time: ${JSON.stringify(lag)}`);
    await delay(200);
  }
}

/**
 * Produces events (with poison, and some twice) while the real worker process is killed with -9 and started again,
 * and accounts for every id: it must be in the index or among the dead letters, in one of them, once.
 */
export async function runLedger(options: LedgerOptions): Promise<LedgerResult> {
  const { stream, index, environment, kills } = options;
  const channel = `ledger-${randomBytes(4).toString("hex")}`;
  const started = Date.now();
  let worker: WorkerProcess = await startWorker(environment);
  try {
    const enough = new AbortController();
    const producing = produce(options, channel, enough.signal);
    for (let kill = 0; kill < kills; kill++) {
      await delay(200 + Math.random() * 800);
      await worker.kill();
      worker = await startWorker(environment);
    }
    enough.abort();
    const produced = await producing;
    await untilCaughtUp(options);
    await delay(index.visibilityMs);

    const query = { scope: systemScope([channel]), from: started - 1_000, to: Date.now() + 1_000, where: [] };
    const listed = await indexedIds(index, query);
    const { total } = await index.health(query, { bucketMs: 3_600_000, percentiles: false });
    const indexed = new Set(listed);
    const dead = await deadIds(stream, channel, started - 60_000);
    return {
      produced: produced.size,
      indexed: indexed.size,
      deadLettered: dead.size,
      missing: [...produced].filter((id) => !indexed.has(id) && !dead.has(id)),
      inBoth: [...dead].filter((id) => indexed.has(id)),
      doubled: Math.max(listed.length, total.requests) - indexed.size,
    };
  } finally {
    await worker.stop();
  }
}
