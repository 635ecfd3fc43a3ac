import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { describe, expect, test, vi } from "vitest";
import { createLog } from "#lib/log.ts";
import { inOwnProcess, onceLeft } from "./own-process.ts";

const LIVES = "setInterval(() => undefined, 1000)";
/** Asks only once its channel is known to be closed. */
const LEAVES_LATE = (module: string) => `
  const { onceLeft } = await import(${JSON.stringify(module)});
  const look = setInterval(() => {
    if (process.connected) return;
    clearInterval(look);
    onceLeft(() => process.exit(7));
  }, 5);`;

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

describe("a process whose parent is gone", () => {
  const left = (connected: boolean, send: NodeJS.Process["send"]) => {
    const own = Object.assign(new EventEmitter(), { connected, send });
    const leave = vi.fn();
    onceLeft(leave, own as unknown as NodeJS.Process);
    return { own, leave };
  };

  test("is told when it happens, and when it happened before it asked", () => {
    const { own, leave } = left(true, () => true);
    expect(leave).not.toHaveBeenCalled();
    own.emit("disconnect");
    expect(leave).toHaveBeenCalledOnce();
    expect(left(false, () => true).leave).toHaveBeenCalledOnce();
  });

  test("is not meant where nobody holds a channel to it", () => {
    expect(left(false, undefined).leave).not.toHaveBeenCalled();
  });

  test("leaves although it was busy loading then", async () => {
    const child = spawn(
      process.execPath,
      ["--input-type=module", "-e", LEAVES_LATE(new URL("./own-process.ts", import.meta.url).href)],
      { stdio: ["ignore", "ignore", "inherit", "ipc"] },
    );
    child.disconnect();
    const [code] = await once(child, "exit");
    expect(code).toBe(7);
  });
});
