import { AsyncLocalStorage } from "node:async_hooks";
import { channel } from "node:diagnostics_channel";
import { type ConnectionTimings, claimTimings } from "./connection.ts";

/** What is seen of one call while it runs; redirects are part of it. */
export interface Trace {
  connection: ConnectionTimings;
  requestBytes: number;
  responseBytes: number;
  /** Milliseconds on the monotonic clock; null before it happened. */
  sentAt: number | null;
  firstByteAt: number | null;
  /** The first bytes of the answer's body, as they came. */
  bodyStart: Buffer | null;
  /** The HTTP request under way or done last. */
  current: object | null;
  /** Called when `current` begins: the first, or the next after a redirect. */
  began(): void;
  /** Called when `current` has ended, in whatever way. */
  ended(error: unknown): void;
}

/** Of the first chunk: enough to read what went wrong. */
const BODY_START_BYTES = 2_048;

const calls = new AsyncLocalStorage<Trace>();
const traces = new WeakMap<object, Trace>();

interface RequestMessage {
  request: object;
  socket?: object;
  chunk?: Uint8Array | string;
  error?: unknown;
}

/** Subscribes once per process to what undici tells of its requests; those of other callers are passed over. */
let observing = false;

export function observeRequests(): void {
  if (observing) return;
  observing = true;
  on("undici:request:create", ({ request }) => {
    const trace = calls.getStore();
    if (trace === undefined) return;
    trace.current = request;
    trace.bodyStart = null;
    trace.began();
    traces.set(request, trace);
  });
  onTraced("undici:client:sendHeaders", (trace, { socket }) => {
    trace.connection = (socket && claimTimings(socket)) ?? trace.connection;
    trace.sentAt = performance.now();
  });
  onTraced("undici:request:bodyChunkSent", (trace, { chunk }) => {
    trace.requestBytes += sizeOf(chunk);
  });
  onTraced("undici:request:headers", (trace) => {
    trace.firstByteAt = performance.now();
  });
  onTraced("undici:request:bodyChunkReceived", (trace, { chunk }) => {
    if (chunk !== undefined) trace.bodyStart ??= Buffer.from(chunk.slice(0, BODY_START_BYTES));
    trace.responseBytes += sizeOf(chunk);
  });
  onTraced("undici:request:trailers", (trace, { request }) => {
    if (trace.current === request) trace.ended(null);
  });
  onTraced("undici:request:error", (trace, { request, error }) => {
    if (trace.current === request) trace.ended(error);
  });
}

/** Runs a call so that its requests belong to the trace. */
export function traced<T>(trace: Trace, call: () => T): T {
  return calls.run(trace, call);
}

/** Runs something that belongs to no call: sending events must not itself become an event. */
export function untraced<T>(run: () => T): T {
  return calls.exit(run);
}

function on(name: string, handler: (message: RequestMessage) => void): void {
  channel(name).subscribe((message) => handler(message as RequestMessage));
}

function onTraced(name: string, handler: (trace: Trace, message: RequestMessage) => void): void {
  on(name, (message) => {
    const trace = traces.get(message.request);
    if (trace !== undefined) handler(trace, message);
  });
}

function sizeOf(chunk: Uint8Array | string | undefined): number {
  return chunk === undefined ? 0 : Buffer.byteLength(chunk);
}
