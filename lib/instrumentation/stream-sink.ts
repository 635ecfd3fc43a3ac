import type { EventStream } from "../stores/event-stream/port.ts";
import type { EventSink } from "./sink.ts";

/** Straight into the event stream: for workers that reach the broker or the database. */
export function streamSink(stream: Pick<EventStream, "append">): EventSink {
  return {
    async send(events) {
      await stream.append(
        "api-requests",
        events.map(({ channel, json }) => ({ key: channel, value: json })),
      );
      return 0;
    },
  };
}
