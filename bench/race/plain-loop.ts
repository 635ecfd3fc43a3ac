import { openKafkaStream } from "../../lib/stores/event-stream/kafka/open.ts";
import { openBulkPoster } from "./bulk-poster.ts";

const READ = { maxRecords: 2_000, maxBytes: 4 * 1_048_576, waitMs: 500 };
const BULKS = 4;

/**
 * The least that a worker in JavaScript does, a process of its own: `plain-loop.ts BROKERS URL INDEX`. It reads each event,
 * looks at two of its fields and writes it with an id: no redaction, pseudonyms, words or checksums, nothing quarantined,
 * no offset committed.
 */
const [brokers = "", url = "", index = ""] = process.argv.slice(2);
const poster = openBulkPoster(url, index, BULKS);
const stream = await openKafkaStream({ brokers: brokers.split(",") });
const consumer = await stream.consume("api-requests", `race-plain-${process.pid}`);
const stop = new AbortController();
process.on("SIGTERM", () => stop.abort());

const underWay = new Set<Promise<void>>();
while (!stop.signal.aborted) {
  const batch = await consumer.next(READ);
  if (batch === null) continue;
  const lines: string[] = [];
  for (const { value } of batch.records) {
    const event = JSON.parse(value?.toString() ?? "{}");
    if (typeof event.channel !== "string" || Number.isNaN(Date.parse(event.timestamp))) continue;
    lines.push(`{"create":{"_id":"${event.channel}:${event.id}"}}`, JSON.stringify(event));
  }
  const sent = poster.post(Buffer.from(`${lines.join("\n")}\n`)).finally(() => underWay.delete(sent));
  underWay.add(sent);
  if (underWay.size >= BULKS) await Promise.race(underWay);
}
await Promise.all(underWay);
poster.close();
await consumer.close();
await stream.close();
