import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { request } from "undici";
import { z } from "zod";
import type { EventSink } from "./sink.ts";

interface HttpSinkOptions {
  /** Channelscope's address; events go to their collector below `/api/v1`. */
  url: string;
  /** What is sent: API requests, or `interactions`. */
  collector?: "events" | "interactions";
  /** An API key with the scope `events:write`. */
  apiKey: string;
}

const accepted = z.object({ accepted: z.number().int().min(0) });
const REQUEST_TIMEOUT_MS = 10_000;
const NEWLINE = Buffer.from("\n");

/** Statuses after which the same body may succeed: too many requests, a request that took too long, our failures. */
const isPassing = (status: number) => status === 408 || status === 429 || status >= 500;

/** Posts gzipped NDJSON: for processes that reach nothing but the web. */
export function httpSink({ url, collector = "events", apiKey }: HttpSinkOptions): EventSink {
  const endpoint = new URL(`api/v1/${collector}`, url.endsWith("/") ? url : `${url}/`);
  return {
    async send(events, signal) {
      const body = await promisify(gzip)(Buffer.concat(events.flatMap(({ json }) => [json, NEWLINE])));
      const response = await request(endpoint, {
        method: "POST",
        headers: {
          authorization: `Bearer ${apiKey}`,
          "content-type": "application/x-ndjson",
          "content-encoding": "gzip",
        },
        body,
        signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]),
      });
      const text = await response.body.text();
      if (response.statusCode >= 200 && response.statusCode < 300)
        return events.length - acceptedOf(text, events.length);
      if (isPassing(response.statusCode)) throw new Error(`the event sink answered ${response.statusCode}`);
      return events.length;
    },
  };
}

/** How many the answer says were taken; all when it does not say. */
function acceptedOf(text: string, sent: number): number {
  try {
    const body: unknown = JSON.parse(text);
    const found = accepted.safeParse(body);
    const nested = z.object({ data: accepted }).safeParse(body);
    if (found.success) return Math.min(sent, found.data.accepted);
    return nested.success ? Math.min(sent, nested.data.data.accepted) : sent;
  } catch {
    return sent;
  }
}
