import { randomUUID } from "node:crypto";
import type { Clock } from "#lib/clock.ts";
import { createInstrumentation } from "#lib/instrumentation/instrumentation.ts";
import { streamSink } from "#lib/instrumentation/stream-sink.ts";
import type { EventStream } from "#lib/stores/event-stream/port.ts";
import { createRandom } from "./random.ts";
import { ANSWER_TIMEOUT_MS } from "./recipe-run.ts";
import { sandboxConnector } from "./runner/connect.ts";
import { partnerClient } from "./runner/partner-client.ts";
import { type Rate, type Runner, startRunner } from "./runner/runner.ts";
import { openSandbox, type Sandbox } from "./sandbox/sandbox.ts";
import type { TrafficSource } from "./traffic.ts";

/** How long requests under way may take to end, and events to be sent, when the traffic stops. */
const GRACE_MS = 2_000;
/** To each partner at most. */
const CONNECTIONS = 256;

export interface LiveTraffic {
  sandbox: Sandbox;
  runner: Runner;
  /** Drains: no new run, requests under way end, their events are sent. */
  close(): Promise<void>;
}

/** Recipes that really call the partner APIs, at this rate; each request becomes an event in the stream. */
export async function openLiveTraffic(
  deps: {
    stream: Pick<EventStream, "append">;
    clock: Clock;
    pseudonymOf(userId: string): string;
    sources(): readonly TrafficSource[];
  },
  rate: Rate,
): Promise<LiveTraffic> {
  const { stream, clock, pseudonymOf, sources } = deps;
  const random = createRandom(randomUUID());
  const sandbox = await openSandbox({ clock, random });
  const instrumentation = createInstrumentation({
    sink: streamSink(stream, "api-requests"),
    clock,
    timeoutMs: ANSWER_TIMEOUT_MS,
    connector: sandboxConnector(sandbox.portOf),
    connections: CONNECTIONS,
  });
  const call = partnerClient({ instrumentation, pseudonymOf });
  const runner = startRunner({ clock, random, sources, call }, rate);
  return {
    sandbox,
    runner,
    async close() {
      await runner.stop(GRACE_MS);
      await instrumentation.close(GRACE_MS);
      await sandbox.close();
    },
  };
}
