import type { KafkaMessage, Message } from "kafkajs";
import type { StreamMessage, StreamRecord, Topic } from "../port.ts";

export function toKafka({ key, value, headers }: StreamMessage): Message {
  return { key: key === null ? null : Buffer.from(key), value, ...(headers ? { headers } : {}) };
}

export function toRecord(topic: Topic, partition: number, message: KafkaMessage): StreamRecord {
  const record: StreamRecord = {
    topic,
    partition,
    offset: Number(message.offset),
    appendedAt: Number(message.timestamp),
    key: message.key === null ? null : message.key.toString(),
    value: message.value,
  };
  const headers = Object.entries(message.headers ?? {});
  if (headers.length > 0) {
    record.headers = Object.fromEntries(headers.map(([name, value]) => [name, String(value ?? "")]));
  }
  return record;
}

/** Message sets that a broker accepts in one request: its limit is about 1 MB a batch. */
export function* chunks(messages: StreamMessage[], maxBytes: number): Generator<StreamMessage[]> {
  let chunk: StreamMessage[] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = (message.value?.length ?? 0) + (message.key?.length ?? 0) + 100;
    if (chunk.length > 0 && bytes + size > maxBytes) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(message);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}
