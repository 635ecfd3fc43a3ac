import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Child, type ChildSpec, keepRunning } from "./child.ts";

/** Says its pid and greeting, then waits to be ended. */
const PATIENT = `console.log(process.pid, process.env.GREETING); setInterval(() => {}, 1000);`;
const STUBBORN = `process.on("SIGTERM", () => console.log("no")); ${PATIENT}`;
const SLOW = { timeout: 15_000, interval: 20 };

let folder: string;
let child: Child | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "child-"));
});

afterEach(async () => {
  await child?.stop();
  child = undefined;
  await rm(folder, { recursive: true });
});

async function specFor(script: string): Promise<ChildSpec> {
  const path = join(folder, "child.mjs");
  await writeFile(path, script);
  const log = join(folder, "logs", "child.log");
  return {
    name: "worker",
    args: [path],
    environment: { NODE_ENV: "test", GREETING: "hello" },
    log,
    heapMb: 64,
    drainMs: 300,
  };
}

/** The runs so far, as the child noted them. */
async function runs(): Promise<{ pid: number; greeting: string }[]> {
  const log = await readFile(join(folder, "logs", "child.log"), "utf8").catch(() => "");
  return [...log.matchAll(/^(\d+) (\w+)$/gm)].map(([, pid, greeting]) => ({
    pid: Number(pid),
    greeting: greeting ?? "",
  }));
}

async function nthRun(count: number) {
  return vi.waitFor(async () => {
    const run = (await runs())[count - 1];
    if (!run) throw new Error(`no run ${count} yet`);
    return run;
  }, SLOW);
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe("a child that is kept running", { timeout: 20_000 }, () => {
  it("is started again when it dies, which is said in one line", async () => {
    const said: string[] = [];
    child = keepRunning(await specFor(PATIENT), (line) => said.push(line));
    const first = await nthRun(1);
    process.kill(first.pid, "SIGKILL");
    const second = await nthRun(2);
    expect(second.pid).not.toBe(first.pid);
    expect(said).toEqual([
      expect.stringMatching(/^The worker ended \(SIGKILL\) and is started again in 0.5 s; see .*log$/),
    ]);
  });

  it("ends when it is stopped, and is not started again", async () => {
    child = keepRunning(await specFor(PATIENT), () => undefined);
    const { pid } = await nthRun(1);
    await child.stop();
    expect(isAlive(pid)).toBe(false);
    expect(await runs()).toHaveLength(1);
  });

  it("is killed when it does not end within its time", async () => {
    child = keepRunning(await specFor(STUBBORN), () => undefined);
    const { pid } = await nthRun(1);
    await child.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it("takes a new environment by starting anew, at once and silently", async () => {
    const said: string[] = [];
    child = keepRunning(await specFor(PATIENT), (line) => said.push(line));
    await nthRun(1);
    child.renew({ NODE_ENV: "test", GREETING: "moved" });
    expect(await nthRun(2)).toMatchObject({ greeting: "moved" });
    expect(said).toEqual([]);
  });

  it("ends with a launcher that is killed", async () => {
    const spec = await specFor(PATIENT);
    const launcher = join(folder, "launcher.ts");
    await writeFile(
      launcher,
      `import { keepRunning } from ${JSON.stringify(join(import.meta.dirname, "child.ts"))};
       keepRunning(${JSON.stringify(spec)}, () => undefined);`,
    );
    const process_ = fork(launcher, { stdio: "ignore" });
    const { pid } = await nthRun(1);
    process_.kill("SIGKILL");
    await once(process_, "exit");
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), SLOW);
  });
});
