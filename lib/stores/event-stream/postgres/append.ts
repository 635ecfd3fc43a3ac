import { finished } from "node:stream/promises";
import type { ClientBase, Pool } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { StreamMessage } from "../port.ts";
import { asStreamError } from "./errors.ts";
import { type EncodedMessage, encodeMessage, encodeRows } from "./rows.ts";
import { lockHead, type SegmentLimits, segmentTable, writableSegment } from "./segment.ts";

const MAX_WRITE_MESSAGES = 10_000;
const MAX_WRITE_BYTES = 16 * 1024 * 1024;

interface LaneOptions {
  pool: Pool;
  topic: string;
  partition: number;
  limits: SegmentLimits;
  /** After every commit; `rolled`: a new segment was begun. */
  committed(rolled: boolean): void;
}

interface Waiting {
  messages: EncodedMessage[];
  bytes: number;
  done(): void;
  failed(error: unknown): void;
}

/**
 * Writes one partition, one transaction at a time. What arrives while one is under way goes into the next together:
 * many small appends cost few commits, and their order is kept.
 */
export class Lane {
  readonly #options: LaneOptions;
  #waiting: Waiting[] = [];
  #draining: Promise<void> | null = null;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  /** Resolves when the messages are committed. */
  append(messages: StreamMessage[]): Promise<void> {
    const encoded = messages.map(encodeMessage);
    const bytes = encoded.reduce((sum, message) => sum + message.bytes, 0);
    return new Promise((done, failed) => {
      this.#waiting.push({ messages: encoded, bytes, done, failed });
      this.#draining ??= this.#drain().finally(() => {
        this.#draining = null;
      });
    });
  }

  /** Resolves when nothing is waiting or under way. */
  async settled(): Promise<void> {
    await this.#draining;
  }

  #take(): Waiting[] {
    let [messages, bytes, count] = [0, 0, 0];
    for (const waiting of this.#waiting) {
      messages += waiting.messages.length;
      bytes += waiting.bytes;
      if (count > 0 && (messages > MAX_WRITE_MESSAGES || bytes > MAX_WRITE_BYTES)) break;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const taken = this.#take();
      try {
        const rolled = await this.#write(taken.flatMap(({ messages }) => messages));
        for (const { done } of taken) done();
        this.#options.committed(rolled);
      } catch (error) {
        const reason = asStreamError(error);
        for (const { failed } of taken) failed(reason);
      }
    }
  }

  async #write(messages: EncodedMessage[]): Promise<boolean> {
    const client = await this.#options.pool.connect();
    try {
      const rolled = await writeTransaction(client, this.#options, messages);
      client.release();
      return rolled;
    } catch (error) {
      // The connection's state is unknown; a new one is cheaper than finding out.
      client.release(true);
      throw error;
    }
  }
}

async function writeTransaction(
  client: ClientBase,
  { topic, partition, limits }: LaneOptions,
  messages: EncodedMessage[],
): Promise<boolean> {
  await client.query("begin");
  const head = await lockHead(client, topic, partition);
  const target = await writableSegment(client, topic, partition, head, limits);
  const copy = client.query(
    copyFrom(
      `copy ${segmentTable(target.segment)} ("offset", appended_at, key, value, headers) from stdin (format binary)`,
    ),
  );
  copy.end(encodeRows(messages, head.nextOffset, head.now));
  await finished(copy);
  const bytes = messages.reduce((sum, message) => sum + message.bytes, target.bytes);
  // One round trip for both: the numbers are this process's own, so there is nothing to escape but the topic.
  await client.query(`
    update event_stream.heads
       set next_offset = ${head.nextOffset + messages.length}, segment = ${target.segment},
           segment_bytes = ${bytes}, segment_opened_at = ${target.openedAt}, last_appended_at = ${head.now}
     where topic = '${topic}' and partition = ${partition};
    commit`);
  return target.rolled;
}
