/** One server-sent event; `data` becomes JSON unless it is text. */
export interface ServerSentEvent {
  event: string;
  data: unknown;
  /** What the browser sends back as `Last-Event-ID` when it connects again. */
  id?: string;
}

/** Proxies cut silent connections, and only writing notices that a reader has gone. */
const HEARTBEAT_MS = 15_000;
/** Then the browser connects again, and its rights are looked at anew. */
const LONGEST_MS = 5 * 60_000;
const RECONNECT_MS = 1_000;

function encode({ event, data, id }: ServerSentEvent): string {
  const text = typeof data === "string" ? data : JSON.stringify(data);
  const lines = text.split("\n").map((line) => `data: ${line}\n`);
  return `${id === undefined ? "" : `id: ${id}\n`}event: ${event}\n${lines.join("")}\n`;
}

/** Streams what `source` yields until the reader leaves; `stop` is aborted then, and must end the source. */
export function serverSentEvents(
  source: AsyncIterable<ServerSentEvent>,
  stop: AbortController,
  { heartbeatMs = HEARTBEAT_MS, longestMs = LONGEST_MS } = {},
): Response {
  const encoder = new TextEncoder();
  let heartbeat: NodeJS.Timeout | undefined;
  let end: NodeJS.Timeout | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => {
        if (!stop.signal.aborted) controller.enqueue(encoder.encode(text));
      };
      send(`retry: ${RECONNECT_MS}\n\n`);
      heartbeat = setInterval(() => send(": still here\n\n"), heartbeatMs);
      end = setTimeout(() => {
        controller.close();
        stop.abort();
      }, longestMs);
      stop.signal.addEventListener("abort", () => {
        clearInterval(heartbeat);
        clearTimeout(end);
      });
      void (async () => {
        try {
          for await (const event of source) send(encode(event));
          if (!stop.signal.aborted) controller.close();
        } catch (error) {
          if (!stop.signal.aborted) controller.error(error);
        } finally {
          stop.abort();
        }
      })();
    },
    cancel() {
      stop.abort();
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
