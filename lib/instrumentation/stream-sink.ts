import type { EventStream } from "../stores/event-stream/port.ts";
import type { EventSink } from "./sink.ts";

/** Straight into the event stream: for processes that reach the broker or the database. */
export function streamSink(
  stream: Pick<EventStream, "append">,
  topic: "api-requests" | "interactions",
): EventSink {
  return {
    async send(events) {
      await stream.append(
        topic,
        events.map(({ key, json }) => ({ key, value: json })),
      );
      return 0;
    },
  };
}
