import { spawn } from "node:child_process";
import { expect, test, vi } from "vitest";
import { createLog } from "#lib/log.ts";
import { inOwnProcess } from "./own-process.ts";

const LIVES = "setInterval(() => undefined, 1000)";

test("a role in its own process is started again when it crashes, and stopped with the worker", async () => {
  const stop = new AbortController();
  const pids: number[] = [];
  const start = () => {
    const child = spawn(process.execPath, ["-e", LIVES], { stdio: "ignore" });
    pids.push(child.pid ?? 0);
    return child;
  };
  const running = inOwnProcess("batch", start, createLog("test", "silent")).run(stop.signal);
  await vi.waitFor(() => expect(pids).toHaveLength(1));
  process.kill(pids[0] ?? 0, "SIGKILL");
  await vi.waitFor(() => expect(pids).toHaveLength(2), { timeout: 4_000 });
  stop.abort();
  await running;
  expect(() => process.kill(pids[1] ?? 0, 0)).toThrow();
});
