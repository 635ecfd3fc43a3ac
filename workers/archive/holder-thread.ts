import { parentPort, workerData } from "node:worker_threads";
import { ARCHIVED_TOPICS } from "#lib/archive/topics.ts";
import { type HolderSettings, holdPartitions } from "./holder.ts";
import { unpackRecords } from "./packed-records.ts";
import type { Answer, Call } from "./thread-holder.ts";

/** A thread that judges records and writes them as Parquet, so that another one can read them meanwhile. */
const settings = workerData as HolderSettings;
const holders = Object.fromEntries(
  ARCHIVED_TOPICS.map((topic) => [topic, holdPartitions(topic, settings)]),
) as Record<Call["topic"], ReturnType<typeof holdPartitions>>;

function called({ topic, method, args, records }: Call): Promise<unknown> {
  const holder = holders[topic];
  if (records !== undefined) return holder.take(unpackRecords(records), args[0] as number);
  return (holder[method] as (...given: readonly unknown[]) => Promise<unknown>)(...args);
}

async function answer(call: Call): Promise<Answer> {
  try {
    return { id: call.id, value: await called(call) };
  } catch (error) {
    return { id: call.id, error: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** What was asked before: a file that is being written takes no rows. */
let before = Promise.resolve();
parentPort?.on("message", (call: Call) => {
  before = before.then(async () => parentPort?.postMessage(await answer(call)));
});
