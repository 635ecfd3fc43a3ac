import { expect, test, vi } from "vitest";
import { createLog } from "#lib/log.ts";
import type { Archive } from "#lib/stores/archive/port.ts";
import type { EventStream, StreamBatch } from "#lib/stores/event-stream/port.ts";
import { createMetrics } from "../metrics.ts";
import { archiveTopic } from "./archive-topic.ts";
import type { Holder } from "./holder.ts";

const TOPIC = "api-requests";
const SOURCE = { topic: TOPIC, partition: 0, key: null, value: Buffer.from("{}"), appendedAt: 0 } as const;

/** Time stands still: what is due is looked at for no other reason than what the holder answers. */
async function callsOf(answers: readonly boolean[]): Promise<string[]> {
  const calls: string[] = [];
  const stop = new AbortController();
  let given = 0;
  const next = async (): Promise<StreamBatch | null> => {
    if (given === answers.length) stop.abort();
    if (given === answers.length) return null;
    given += 1;
    calls.push(`read ${given}`);
    return { records: [{ ...SOURCE, offset: given }], acknowledge: async () => undefined };
  };
  let taken = 0;
  const holder: Holder = {
    begin: async () => undefined,
    take: async () => {
      taken += 1;
      calls.push(`take ${taken}`);
      return answers[taken - 1] ?? false;
    },
    due: async () => {
      calls.push("due");
      return [];
    },
    finish: () => Promise.reject(new Error("nothing is due")),
    committed: async () => undefined,
    forget: async () => undefined,
  };
  const archive = { list: async function* () {}, read: async () => null } as unknown as Archive;
  const consumer = { next, close: async () => undefined };
  const stream = { incarnation: "test", consume: async () => consumer, lag: async () => [] };
  await archiveTopic(
    {
      archive,
      holder,
      stream: stream as unknown as EventStream,
      clock: { now: () => 1 },
      log: createLog("test", "silent"),
      metrics: createMetrics(),
      watermarks: { handled: vi.fn() },
    },
    TOPIC,
    stop.signal,
  );
  return calls;
}

test("reads ahead while there is room", async () => {
  const calls = await callsOf([false, false, false, false]);
  expect(calls.slice(0, 8).filter((call) => call === "due")).toEqual([]);
});

test("a partition with too many files becomes a commit before more is read, as often as it has", async () => {
  const calls = await callsOf([true, true, false, false]);
  const ofTwo = calls.slice(calls.indexOf("take 2"));
  expect(calls.indexOf("due")).toBeGreaterThan(calls.indexOf("take 1"));
  expect(ofTwo.indexOf("due")).toBeLessThan(ofTwo.indexOf("read 3"));
});
