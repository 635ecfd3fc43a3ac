import { setTimeout as delay } from "node:timers/promises";
import type { EventIndex } from "#lib/stores/event-index/port.ts";
import type { EventStream } from "#lib/stores/event-stream/port.ts";
import { startWorker, type WorkerOptions, type WorkerProcess } from "../testing/worker-process.ts";
import type { Account } from "./account.ts";
import { Ledger } from "./ledger.ts";

export interface LedgerOptions {
  stream: EventStream;
  index: EventIndex;
  /** What the worker process needs to find the same stores. */
  environment: Record<string, string>;
  worker?: WorkerOptions;
  events: number;
  /** How often the worker is killed with -9 while events are produced. */
  kills: number;
  /** Kills it as it begins to index, more being on its way: one that waits for its partitions has nothing to lose. */
  whileBusy?: boolean;
  /** How long everything may take to arrive after the last event was produced, milliseconds. */
  patienceMs: number;
  /** Called with what happens, for whoever waits. */
  say?: (line: string) => void;
}

const PER_SECOND = 10_000;

async function untilIndexing(worker: WorkerProcess, patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while ((await worker.metric("channelscope_events_indexed_total")) === 0 && Date.now() < deadline)
    await delay(10);
}

/**
 * Produces events (with poison, and some twice) while a worker process of its own is killed with -9 and started
 * again, and accounts for every id: it must be in the index or among the dead letters, in one of them, once.
 */
export async function runLedger(options: LedgerOptions): Promise<Account & { channel: string }> {
  const { environment, worker: how, events, kills, whileBusy = false, patienceMs } = options;
  const { say = () => undefined } = options;
  const ledger = new Ledger(options);
  let worker = await startWorker(environment, how);
  try {
    // A part for each kill, which comes in its middle, and one after the last; a part lasts a second or more.
    const part = Math.floor(events / (kills + 1));
    const perSecond = Math.min(PER_SECOND, Math.max(1, part));
    for (let kill = 1; kill <= kills; kill++) {
      const producing = ledger.produce({ perSecond, events: part });
      producing.catch(() => undefined); // awaited below
      if (whileBusy) await untilIndexing(worker, patienceMs);
      else await delay(Math.random() * ((1_000 * part) / perSecond));
      await worker.kill();
      say(`worker killed (${kill} of ${kills})`);
      worker = await startWorker(environment, how);
      await producing;
    }
    await ledger.produce({ perSecond, events: events - part * kills });
    say(`${ledger.produced.size} events produced`);
    const elapsed = await ledger.untilCaughtUp(patienceMs);
    say(`lag 0 after ${(elapsed / 1_000).toFixed(1)} s more`);
    return { ...(await ledger.account()), channel: ledger.channel };
  } finally {
    await worker.stop();
  }
}
