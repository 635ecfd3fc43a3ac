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

/**
 * Streams what `source` yields, each when the reader has room for it, until the reader leaves. `stop` is aborted then,
 * and must end what the source waits for.
 */
export function serverSentEvents(
  source: AsyncIterable<ServerSentEvent>,
  stop: AbortController,
  { heartbeatMs = HEARTBEAT_MS, longestMs = LONGEST_MS } = {},
): Response {
  const encoder = new TextEncoder();
  const events = source[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(`retry: ${RECONNECT_MS}\n\n`));
      const heartbeat = setInterval(() => {
        // Where something waits to be read, that does what a heartbeat is for.
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(": still here\n\n"));
      }, heartbeatMs);
      const end = setTimeout(() => {
        controller.close();
        stop.abort();
      }, longestMs);
      const release = () => {
        clearInterval(heartbeat);
        clearTimeout(end);
        // A source that nobody pulls stands at its last event; this lets go of what it holds.
        events.return?.().catch(() => undefined);
      };
      // A reader may leave while it is decided what they may read.
      if (stop.signal.aborted) release();
      else stop.signal.addEventListener("abort", release);
    },
    async pull(controller) {
      try {
        const next = await events.next();
        if (stop.signal.aborted) return;
        if (!next.done) return controller.enqueue(encoder.encode(encode(next.value)));
        controller.close();
      } catch (error) {
        if (!stop.signal.aborted) controller.error(error);
      }
      stop.abort();
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
