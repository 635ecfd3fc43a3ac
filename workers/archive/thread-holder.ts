import { Worker } from "node:worker_threads";
import type { ArchivedTopic } from "#lib/archive/topics.ts";
import type { Holder, HolderSettings } from "./holder.ts";
import { type PackedRecords, packRecords, transferOf } from "./packed-records.ts";

export interface Call {
  id: number;
  topic: ArchivedTopic;
  method: keyof Holder;
  args: readonly unknown[];
  records?: PackedRecords;
}

export type Answer = { id: number; value: unknown } | { id: number; error: Error };

interface Waiting {
  resolve(value: never): void;
  reject(reason: Error): void;
}

/** Of V8's heap; what waits to become Parquet is outside of it. */
const MEMORY = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 12 };

/** A thread with a holder for each topic. When it ends by itself, what was asked of it, then and later, is refused. */
export class HolderThread {
  readonly #thread: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #calls = 0;
  #ended: Error | null = null;

  constructor(settings: HolderSettings) {
    this.#thread = new Worker(new URL("./holder-thread.ts", import.meta.url), {
      workerData: settings,
      resourceLimits: MEMORY,
    });
    this.#thread.on("message", (answer: Answer) => this.#settle(answer));
    this.#thread.on("error", (error) => this.#end(error));
    this.#thread.on("exit", (code) =>
      this.#end(new Error(`A thread of the archive ended with code ${code}.`)),
    );
  }

  holder(topic: ArchivedTopic): Holder {
    const call = <Value>(method: keyof Holder, ...args: unknown[]) =>
      this.#call<Value>({ topic, method, args });
    return {
      begin: (partition, start) => call("begin", partition, start),
      take: (records, now) =>
        this.#call({ topic, method: "take", args: [now], records: packRecords(topic, [...records]) }),
      due: (now) => call("due", now),
      finish: (partition) => call("finish", partition),
      committed: (partition) => call("committed", partition),
      forget: (partition) => call("forget", partition),
    };
  }

  async close(): Promise<void> {
    await this.#thread.terminate();
  }

  #call<Value>(asked: Omit<Call, "id">): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      if (this.#ended !== null) return reject(this.#ended);
      this.#calls += 1;
      this.#waiting.set(this.#calls, { resolve, reject });
      const call: Call = { id: this.#calls, ...asked };
      this.#thread.postMessage(call, call.records === undefined ? [] : transferOf(call.records));
    });
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ("error" in answer) waiting?.reject(answer.error);
    else waiting?.resolve(answer.value as never);
  }

  #end(reason: Error): void {
    this.#ended ??= reason;
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}
