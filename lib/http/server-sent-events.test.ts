import { setImmediate, setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { type ServerSentEvent, serverSentEvents } from "./server-sent-events.ts";

async function* events(...list: ServerSentEvent[]) {
  yield* list;
}

async function* endless(stop: AbortSignal): AsyncGenerator<ServerSentEvent> {
  await new Promise((resolve) => stop.addEventListener("abort", resolve));
}

test("events are written as the standard says", async () => {
  const source = events({ event: "requests", data: [{ a: 1 }], id: "7" }, { event: "status", data: "live" });
  const response = serverSentEvents(source, new AbortController());
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  expect(await response.text()).toBe(
    'retry: 1000\n\nid: 7\nevent: requests\ndata: [{"a":1}]\n\nevent: status\ndata: live\n\n',
  );
});

test("line breaks cannot forge an event", async () => {
  const response = serverSentEvents(events({ event: "status", data: "a\nevent: b" }), new AbortController());
  expect(await response.text()).toContain("data: a\ndata: event: b\n\n");
});

test("a silent stream keeps its connection alive and ends after its time", async () => {
  const stop = new AbortController();
  const response = serverSentEvents(endless(stop.signal), stop, { heartbeatMs: 5, longestMs: 40 });
  expect(await response.text()).toContain(": still here\n\n");
  expect(stop.signal.aborted).toBe(true);
});

test("a reader that leaves stops the source", async () => {
  const stop = new AbortController();
  await serverSentEvents(endless(stop.signal), stop).body?.cancel();
  expect(stop.signal.aborted).toBe(true);
});

/** Events without end, counted as they are made. */
function plenty() {
  const made = { events: 0, released: false };
  const source = (async function* () {
    try {
      for (;;) {
        await setImmediate();
        made.events += 1;
        yield { event: "requests", data: made.events };
      }
    } finally {
      made.released = true;
    }
  })();
  return { made, source };
}

test("a reader that does not read is sent nothing more, not even heartbeats", async () => {
  const { made, source } = plenty();
  const stop = new AbortController();
  const reader = serverSentEvents(source, stop, { heartbeatMs: 1 }).body?.getReader();
  await setTimeout(20);
  expect(made.events).toBeLessThanOrEqual(1);

  for (let read = 0; read < 5; read++) await reader?.read();
  await setTimeout(20);
  expect(made.events).toBeLessThanOrEqual(6);
  await reader?.cancel();
});

test.each([
  ["leaves", {}],
  ["has not read until the end", { longestMs: 5 }],
])("a source that waits for the reader is let go of when that one %s", async (_, options) => {
  const { made, source } = plenty();
  const stop = new AbortController();
  const reader = serverSentEvents(source, stop, options).body?.getReader();
  await reader?.read();
  await setTimeout(20);
  expect(made.events).toBe(1);
  if (!stop.signal.aborted) await reader?.cancel();
  await expect.poll(() => made.released).toBe(true);
});

test("a reader that left before the first event lets go of the source", async () => {
  const stop = new AbortController();
  stop.abort();
  const { made, source } = plenty();
  await source.next();
  serverSentEvents(source, stop);
  await setTimeout(5);
  expect(made.released).toBe(true);
});
