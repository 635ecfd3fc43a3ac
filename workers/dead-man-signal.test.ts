import { expect, it } from "vitest";
import { createLog } from "#lib/log.ts";
import { fakeClock } from "#lib/testing/fake-clock.ts";
import { DeadManSignal } from "./dead-man-signal.ts";

const SECOND = 1_000;

function aSignal(answer: () => Promise<number> = async () => 200) {
  const clock = fakeClock("2026-03-02T12:00:00Z");
  const beats: string[] = [];
  const http = {
    postTrusted: async ({ url }: { url: string }) => {
      beats.push(url);
      return { status: await answer(), text: "", retryAfterMs: null };
    },
  };
  return {
    clock,
    beats,
    signal: new DeadManSignal("https://monitor.example/x", { http, clock, log: createLog("test", "silent") }),
  };
}

it("beats once a minute while alerts are judged", async () => {
  const { clock, beats, signal } = aSignal();
  for (let second = 0; second < 150; second++) {
    await signal.judged(clock.now() - SECOND);
    clock.advance(SECOND);
  }
  expect(beats).toEqual(Array.from({ length: 3 }, () => "https://monitor.example/x"));
});

it("says nothing while what is judged is long past", async () => {
  const { clock, beats, signal } = aSignal();
  await signal.judged(clock.now() - 121 * SECOND);
  expect(beats).toEqual([]);
  await signal.judged(clock.now());
  expect(beats).toHaveLength(1);
});

it("goes on when the monitor does not answer", async () => {
  const { clock, beats, signal } = aSignal(() => Promise.reject(new Error("refused")));
  await signal.judged(clock.now());
  clock.advance(60 * SECOND);
  await signal.judged(clock.now());
  expect(beats).toHaveLength(2);
});
