import type { EventIndex } from "../../lib/stores/event-index/port.ts";
import type { EventStream } from "../../lib/stores/event-stream/port.ts";
import type { WorkerProcess } from "../../workers/testing/worker-process.ts";

export interface Parts {
  stream: EventStream;
  index: EventIndex;
  worker: WorkerProcess;
}
