import { setTimeout as delay } from "node:timers/promises";
import { OutageLog } from "#lib/outage-log.ts";
import {
  type ReadLimits,
  type StreamConsumer,
  type StreamRecord,
  StreamUnavailable,
  type Topic,
} from "#lib/stores/event-stream/port.ts";
import type { WorkerDeps } from "./deps.ts";
import type { WorkerTask } from "./runtime.ts";

export interface BatchConsumer {
  topic: Topic;
  /** Whose position it is: consumers of one group share the partitions, each group reads everything. */
  group: string;
  limits: ReadLimits;
  /**
   * Makes a batch durable; only then is it acknowledged. It may come again, so handling it twice must be harmless. An
   * error ends the process: the batch is then delivered to the one that takes over.
   */
  handle(records: StreamRecord[], signal: AbortSignal): Promise<void>;
}

const AGAIN_MS = 1_000;

/** A task that hands a topic's records on, a batch at a time. A stream that is away is waited for. */
export function consumeBatches(
  { stream, log }: Pick<WorkerDeps, "stream" | "log">,
  consumer: BatchConsumer,
): WorkerTask {
  const { topic, group, limits, handle } = consumer;
  const outage = new OutageLog(log, "stream unavailable; trying again", { group });
  async function read(member: StreamConsumer, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const batch = await member.next(limits);
      outage.worked();
      if (batch === null) continue;
      await handle(batch.records, signal);
      await batch.acknowledge();
    }
  }
  return {
    name: group,
    async run(signal) {
      while (!signal.aborted) {
        let member: StreamConsumer | undefined;
        try {
          member = await stream.consume(topic, group);
          await read(member, signal);
        } catch (error) {
          if (!(error instanceof StreamUnavailable)) throw error;
          outage.failed(error);
          await delay(AGAIN_MS, undefined, { signal }).catch(() => undefined);
        } finally {
          await member?.close();
        }
      }
    },
  };
}
