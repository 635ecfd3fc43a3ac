import { Agent, request } from "node:http";
import { leanMessage } from "../support/events.ts";

const EVENTS_PER_BODY = 2_000;
const BODIES = 40;
const CONNECTIONS = 4;

/** Elasticsearch's own limit, a process of its own: `raw-bulk.ts URL INDEX`, the same bodies again until SIGTERM. */
const [url = "", index = ""] = process.argv.slice(2);
const at = new Date().toISOString();
const bodies = Array.from({ length: BODIES }, (_, body) => {
  const lines = Array.from({ length: EVENTS_PER_BODY }, (_, item) => {
    const { value } = leanMessage(body * EVENTS_PER_BODY + item, at);
    return `{"index":{}}\n${value}\n`;
  });
  return Buffer.from(lines.join(""));
});
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
const stop = new AbortController();
process.on("SIGTERM", () => stop.abort());

function post(body: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/x-ndjson", "content-length": body.length };
    const sent = request(`${url}/${index}/_bulk?filter_path=errors`, { method: "POST", agent, headers });
    sent.once("error", reject).once("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      response.once("end", () =>
        text === '{"errors":false}' ? resolve() : reject(new Error(`Bulk refused: ${text.slice(0, 300)}`)),
      );
    });
    sent.end(body);
  });
}

let next = 0;
async function load(): Promise<void> {
  while (!stop.signal.aborted) {
    const body = bodies[next++ % BODIES];
    if (body !== undefined) await post(body);
  }
}
await Promise.all(Array.from({ length: CONNECTIONS }, load));
agent.destroy();
