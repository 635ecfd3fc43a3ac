import { leanMessage } from "../support/events.ts";
import { openBulkPoster } from "./bulk-poster.ts";
import { documentLine, RisingIds } from "./document-line.ts";

const EVENTS_PER_BODY = 2_000;
const BODIES = 40;
const CONNECTIONS = 4;

/**
 * Elasticsearch's own limit, a process of its own: `raw-bulk.ts URL INDEX [documents]`, the same bodies again until
 * SIGTERM. Events as they were sent, or the documents that the worker makes of them, each time with ids of their own.
 */
const [url = "", index = "", form = "as sent"] = process.argv.slice(2);
const now = Date.now();
const at = new Date(now).toISOString();
const ids = new RisingIds(BODIES * EVENTS_PER_BODY);
const lineOf = (sequence: number) => {
  const { value } = leanMessage(sequence, at);
  return form === "documents" ? documentLine(value, now) : `{"index":{}}\n${value}\n`;
};
const bodies = Array.from({ length: BODIES }, (_, body) => {
  const first = body * EVENTS_PER_BODY;
  const lines = Array.from({ length: EVENTS_PER_BODY }, (_, item) => lineOf(first + item));
  return ids.within(Buffer.from(lines.join("")), first, EVENTS_PER_BODY);
});
const poster = openBulkPoster(url, index, CONNECTIONS);
const stop = new AbortController();
process.on("SIGTERM", () => stop.abort());

let next = 0;
async function load(): Promise<void> {
  while (!stop.signal.aborted) {
    const round = Math.floor(next / BODIES);
    const body = bodies[next++ % BODIES];
    if (body !== undefined)
      await poster.post(form === "documents" && round > 0 ? body.renewed() : body.bytes);
  }
}
await Promise.all(Array.from({ length: CONNECTIONS }, load));
poster.close();
