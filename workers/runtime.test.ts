import { describe, expect, test } from "vitest";
import { createLog } from "#lib/log.ts";
import { runTasks, type WorkerTask } from "./runtime.ts";

const log = createLog("test", "silent");
const untilStopped = (then: () => void): WorkerTask["run"] => {
  return (signal) =>
    new Promise((resolve) => {
      signal.addEventListener("abort", () => {
        then();
        resolve();
      });
    });
};

describe("the runtime", () => {
  test("drains every task when it is stopped, and exits with 0", async () => {
    const drained: string[] = [];
    const stop = new AbortController();
    const tasks = ["a", "b"].map((name) => ({ name, run: untilStopped(() => drained.push(name)) }));
    const code = runTasks(tasks, stop.signal, log);
    stop.abort();
    expect(await code).toBe(0);
    expect(drained).toEqual(["a", "b"]);
  });

  test("stops all tasks when one fails, and exits with 1 so that a new process takes over", async () => {
    const drained: string[] = [];
    const tasks = [
      { name: "a", run: untilStopped(() => drained.push("a")) },
      { name: "b", run: async () => Promise.reject(new Error("a defect")) },
    ];
    expect(await runTasks(tasks, new AbortController().signal, log)).toBe(1);
    expect(drained).toEqual(["a"]);
  });

  test("takes a task that ends by itself for a failure", async () => {
    const tasks = [{ name: "a", run: async () => undefined }];
    expect(await runTasks(tasks, new AbortController().signal, log)).toBe(1);
  });
});
