import { setTimeout as delay } from "node:timers/promises";
import { startWorker, type WorkerProcess } from "#workers/testing/worker-process.ts";

/** Within so long after its start, an archiver is killed. */
const LONGEST_LIFE_MS = 1_000;

interface Given {
  environment: Record<string, string>;
  /** Loaded before each: files that end early, or a mutated build. */
  preload: string;
  kills: number;
}

/**
 * Archivers that are killed in the middle of their work, two at a time now and then, while `meanwhile` goes on; answers
 * the one that lives, for the caller to stop.
 */
export async function killArchivers(
  { environment, preload, kills }: Given,
  meanwhile: Promise<unknown>,
): Promise<WorkerProcess> {
  const start = () => startWorker(environment, { preload, roles: ["archive"] });
  const workers = [await start()];
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      if (kill % 2 === 0) workers.push(await start());
      // Any moment: reading, writing a file, between a file and its commit, between a commit and its acknowledgement.
      await delay(Math.random() * LONGEST_LIFE_MS);
      await workers.shift()?.kill();
      if (workers.length === 0) workers.push(await start());
    }
    await meanwhile;
    const last = workers.pop();
    if (last === undefined) throw new Error("No archiver is left");
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
    return last;
  } catch (error) {
    await Promise.all(workers.map((worker) => worker.stop()));
    throw error;
  }
}
