import { startWorker, type WorkerProcess } from "#workers/testing/worker-process.ts";

const MEBIBYTE = 1_048_576;

const memoryOf = (worker: WorkerProcess) => worker.metric("process_resident_memory_bytes");

/** Worker processes that come and go. One that ends by itself is started again, as its supervisor would. */
export class Fleet {
  readonly #environment: Record<string, string>;
  readonly #workers: WorkerProcess[] = [];
  #idle = 0;
  #most = 0;
  restarts = 0;

  constructor(environment: Record<string, string>) {
    this.#environment = environment;
  }

  async join(): Promise<void> {
    // Archivers and jobs are harmed in tests of their own: here they would only take the cores.
    const worker = await startWorker(this.#environment, { roles: ["index"] });
    this.#workers.push(worker);
    if (this.#idle === 0) this.#idle = await memoryOf(worker);
  }

  /** The oldest leaves: politely, or as by a crash of its machine. */
  async leave(how: "stop" | "kill"): Promise<void> {
    await this.#workers.shift()?.[how]();
  }

  /** A counter of the workers, summed; of those that run now. */
  async sum(metric: string): Promise<number> {
    const values = await Promise.all(this.#workers.map((worker) => worker.metric(metric)));
    return values.reduce((total, value) => total + value, 0);
  }

  /** Looks at their memory, and puts a new one in the place of each that ended. */
  async tend(): Promise<void> {
    for (const [place, worker] of this.#workers.entries()) {
      if (worker.child.exitCode !== null) {
        this.#workers.splice(place, 1);
        this.restarts += 1;
        // While a store is away it may not come up: it is missing then, and started at the next look.
        await this.join().catch(() => this.#workers.push(worker));
        return;
      }
      this.#most = Math.max(this.#most, await memoryOf(worker).catch(() => 0));
    }
  }

  /** MiB of the first worker before its work, and the most of any. */
  get memory(): { idle: number; most: number } {
    return { idle: Math.round(this.#idle / MEBIBYTE), most: Math.round(this.#most / MEBIBYTE) };
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.splice(0).map((worker) => worker.stop()));
  }
}
