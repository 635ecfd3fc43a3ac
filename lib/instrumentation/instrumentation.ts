import { Agent, type buildConnector, fetch, type RequestInit, type Response } from "undici";
import type { Clock } from "../clock.ts";
import { timedConnector } from "./connection.ts";
import { failureOf, type RequestFailure } from "./error-type.ts";
import { eventOf, REQUEST_ID_HEADERS, type RequestContext } from "./event.ts";
import { DEFAULT_LIMITS, Outbox, type OutboxLimits, type OutboxStats } from "./outbox.ts";
import type { EventSink } from "./sink.ts";
import { observeRequests, type Trace, traced, untraced } from "./trace.ts";

export interface InstrumentationOptions {
  sink: EventSink;
  clock: Clock;
  /** Names this worker in events whose context names none. */
  worker?: string;
  /** A request without an answer after this long fails as `timeout`, milliseconds. */
  timeoutMs?: number;
  /** Makes the connections, for platforms that route their calls; by default undici's. */
  connector?: buildConnector.connector;
  /** Connections per partner at most. */
  connections?: number;
  limits?: Partial<OutboxLimits>;
}

export interface Instrumentation {
  /** As `fetch`, with the same results and errors; each call becomes one event, once its body was received. */
  fetch(context: RequestContext, url: string | URL, init?: RequestInit): Promise<Response>;
  /**
   * Makes the request and gives the answer to `read`. An error that `read` throws makes the event's `error_type`
   * `invalid_response`, unless the connection failed meanwhile or the status is a failure already; its message
   * becomes `error_message`. The error reaches the caller unchanged.
   */
  request<T>(
    context: RequestContext,
    url: string | URL,
    init: RequestInit,
    read: (response: Response) => Promise<T>,
  ): Promise<T>;
  readonly stats: OutboxStats;
  /** Sends what waits; resolves when nothing does, or after `deadlineMs`. */
  flush(deadlineMs: number): Promise<void>;
  /** Sends what waits within `deadlineMs`, drops the rest, and closes the connections. */
  close(deadlineMs: number): Promise<void>;
}

const DEFAULT_TIMEOUT_MS = 30_000;
/** How long an answer's body may be left unread before its event goes out without it. */
const UNREAD_BODY_MS = 60_000;

/** Makes outgoing requests and turns each into an event. What goes wrong with the events never reaches the caller. */
export function createInstrumentation(options: InstrumentationOptions): Instrumentation {
  observeRequests();
  const { sink } = options;
  const outbox = new Outbox(
    { send: (events, signal) => untraced(() => sink.send(events, signal)) },
    { ...DEFAULT_LIMITS, ...options.limits },
  );
  const agent = new Agent({
    connect: timedConnector(options.connector),
    ...(options.connections === undefined ? {} : { connections: options.connections }),
  });

  return {
    async fetch(context, url, init = {}) {
      const call = begin(options, outbox, context, url, init);
      const response = await call.run(agent, init);
      call.finishWithBody();
      return response;
    },

    async request(context, url, init, read) {
      const call = begin(options, outbox, context, url, init);
      const response = await call.run(agent, init);
      try {
        const result = await read(response);
        call.finish(null);
        return result;
      } catch (error) {
        const failure = failureOf(error);
        const judged = response.status < 400 ? "invalid_response" : null;
        call.finish(failure.type === "other" ? { ...failure, type: judged } : failure);
        throw error;
      } finally {
        if (!response.bodyUsed) await response.body?.cancel().catch(() => undefined);
      }
    },

    get stats() {
      return outbox.stats;
    },

    flush: (deadlineMs) => outbox.flush(deadlineMs),

    async close(deadlineMs) {
      await outbox.close(deadlineMs);
      await agent.destroy();
    },
  };
}

interface Call {
  /** The fetch itself; a failure finishes the call. */
  run(agent: Agent, init: RequestInit): Promise<Response>;
  finish(failure: RequestFailure | null): void;
  /** Finishes once the body has been received, has failed, or was left unread for long. */
  finishWithBody(): void;
}

function begin(
  { clock, worker, timeoutMs = DEFAULT_TIMEOUT_MS }: InstrumentationOptions,
  outbox: Outbox,
  context: RequestContext,
  url: string | URL,
  init: RequestInit,
): Call {
  const startedAt = clock.now();
  const started = performance.now();
  let response: Response | null = null;
  let timeout: AbortSignal | null = null;
  let finished = false;
  let bodyEnd: { error: unknown } | null = null;
  let onBodyEnd: (() => void) | null = null;

  const trace: Trace = {
    connection: {},
    requestBytes: 0,
    responseBytes: 0,
    sentAt: null,
    firstByteAt: null,
    bodyStart: null,
    current: null,
    began() {
      bodyEnd = null;
    },
    ended(error) {
      bodyEnd = { error };
      onBodyEnd?.();
    },
  };

  const finish = (failure: RequestFailure | null) => {
    if (finished) return;
    finished = true;
    const durationMs = performance.now() - started;
    try {
      const event = eventOf({
        context,
        worker,
        method: (init.method ?? "GET").toUpperCase(),
        url: String(url),
        startedAt,
        durationMs,
        trace,
        status: response?.status ?? null,
        requestId: requestIdOf(response),
        failure:
          failure?.type === "timeout" && timeout?.aborted
            ? { type: "timeout", message: `no answer within ${timeoutMs / 1_000} s` }
            : failure,
        contentEncoding: response?.headers.get("content-encoding") ?? null,
      });
      untraced(() => outbox.put({ key: event.channel, json: Buffer.from(JSON.stringify(event)) }));
    } catch {
      // A context that cannot be serialized costs its event, never the caller's request.
    }
  };

  return {
    finish,

    async run(agent, init) {
      timeout = AbortSignal.timeout(timeoutMs);
      const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
      try {
        response = await traced(trace, () => fetch(url, { ...init, signal, dispatcher: agent }));
        return response;
      } catch (error) {
        finish(failureOf(error));
        throw error;
      }
    },

    finishWithBody() {
      const end = () => {
        const failure = bodyEnd?.error ? failureOf(bodyEnd.error) : null;
        // Whoever has seen enough of an answer may stop reading it.
        finish(failure?.type === "cancelled" ? null : failure);
      };
      if (bodyEnd !== null) return end();
      const timer = setTimeout(() => finish(null), UNREAD_BODY_MS).unref();
      onBodyEnd = () => {
        clearTimeout(timer);
        end();
      };
    },
  };
}

function requestIdOf(response: Response | null): string | undefined {
  for (const name of REQUEST_ID_HEADERS) {
    const value = response?.headers.get(name);
    if (value) return value;
  }
  return undefined;
}
