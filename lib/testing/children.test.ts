import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const PATIENCE = { timeout: 10_000, interval: 20 };

/** Writes its pid to `$1`, and stays; `deaf` ignores SIGTERM, `group` has a child, whose pid is in `$1-child`. */
const STUBS = {
  plain: 'echo $$ > "$1"; while :; do sleep 0.1; done',
  deaf: 'trap "" TERM; echo $$ > "$1"; while :; do sleep 0.1; done',
  group: '( trap "" TERM; while :; do sleep 0.1; done ) & echo $! > "$1-child"; echo $$ > "$1"; wait',
};

let folder: string;
let pids: number[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "children-"));
  pids = [];
});

afterEach(async () => {
  for (const pid of pids.filter(isAlive)) process.kill(pid, "SIGKILL");
  await rm(folder, { recursive: true });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function pidIn(name: string): Promise<number> {
  const pid = await vi.waitFor(
    async () => Number((await readFile(join(folder, name), "utf8")).trim()),
    PATIENCE,
  );
  pids.push(pid);
  return pid;
}

/** A runner that starts a stub as one starts engines, and finishes by writing a file. */
function start(stub: keyof typeof STUBS): ChildProcess {
  const group = stub === "group";
  const script = `
    import { spawn } from "node:child_process";
    import { writeFileSync } from "node:fs";
    import { endWithThis, stopOnSignals } from ${JSON.stringify(join(import.meta.dirname, "children.ts"))};
    stopOnSignals(async () => writeFileSync(${JSON.stringify(join(folder, "finished"))}, ""));
    const args = ["-c", ${JSON.stringify(STUBS[stub])}, "stub", ${JSON.stringify(join(folder, "stub"))}];
    endWithThis(spawn("sh", args, { stdio: "ignore", detached: ${group} }), { graceMs: 600, group: ${group} });`;
  const runner = spawn(process.execPath, ["--input-type=module-typescript", "-e", script], {
    stdio: "ignore",
  });
  pids.push(runner.pid ?? 0);
  return runner;
}

describe("a runner that is told to leave", { timeout: 20_000 }, () => {
  it.each([
    ["SIGTERM", 143],
    ["SIGINT", 130],
  ] as const)("by %s ends its child, finishes, and only then leaves", async (signal, code) => {
    const runner = start("plain");
    const child = await pidIn("stub");
    runner.kill(signal);
    runner.kill(signal);
    expect(await once(runner, "exit")).toEqual([code, null]);
    expect(isAlive(child)).toBe(false);
    expect(existsSync(join(folder, "finished"))).toBe(true);
  });

  it("kills a child that does not hear", async () => {
    const runner = start("deaf");
    const child = await pidIn("stub");
    runner.kill("SIGTERM");
    await once(runner, "exit");
    // A process that was killed takes the kernel a moment to end.
    await vi.waitFor(() => expect(isAlive(child)).toBe(false), PATIENCE);
  });

  it("ends what the child has started as well, where that is a group", async () => {
    const runner = start("group");
    const grandchild = await pidIn("stub-child");
    await pidIn("stub");
    runner.kill("SIGTERM");
    await once(runner, "exit");
    await vi.waitFor(() => expect(isAlive(grandchild)).toBe(false), PATIENCE);
  });
});

it("a runner that is killed leaves no child behind", { timeout: 20_000 }, async () => {
  const runner = start("plain");
  const child = await pidIn("stub");
  runner.kill("SIGKILL");
  await vi.waitFor(() => expect(isAlive(child)).toBe(false), PATIENCE);
});
