import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { allOrNone, type EngineNode, type NodeSpec, startNode } from "./node.ts";

/** A server that has a child of its own, as Elasticsearch's launcher has; both beat. */
const SERVER = `
const { appendFileSync, writeFileSync } = require("node:fs");
const [mode, folder] = process.argv.slice(1);
if (mode === "die") process.exit(7);
if (mode === "parent") require("node:child_process")
  .spawn(process.execPath, ["-e", process.env.SERVER, "child", folder], { stdio: "ignore" });
if (mode === "parent") writeFileSync(folder + "/up", "");
setInterval(() => appendFileSync(folder + "/" + mode, "."), 10);
`;

const PATIENCE = { timeout: 10_000, interval: 10 };

let folder: string;
let node: EngineNode | undefined;
let said: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "node-"));
  said = [];
});

afterEach(async () => {
  await node?.stop();
  node = undefined;
  // The last beat of one that was just ended may still come.
  await rm(folder, { recursive: true, maxRetries: 10, retryDelay: 50 });
});

function spec(mode = "parent"): NodeSpec {
  return {
    name: "engine-1",
    address: "127.0.0.1:1",
    server: {
      command: process.execPath,
      args: ["-e", SERVER, mode, folder],
      options: { env: { ...process.env, SERVER } },
      log: join(folder, "engine.log"),
      stopWithinMs: 5_000,
    },
    answers: async () => existsSync(join(folder, "up")),
    answersWithinMs: 10_000,
    say: (line) => said.push(line),
  };
}

const beats = async (mode: string) => (await readFile(join(folder, mode), "utf8").catch(() => "")).length;

/** Resolves when it beats on, or when it stands still for a while. */
async function beating(mode: string): Promise<boolean> {
  const before = await beats(mode);
  return vi
    .waitFor(async () => expect(await beats(mode)).toBeGreaterThan(before), { timeout: 300 })
    .then(
      () => true,
      () => false,
    );
}

describe("a server of an engine", { timeout: 30_000 }, () => {
  it("is killed with all that it started, silently, and started again on request", async () => {
    node = await startNode(spec());
    await vi.waitFor(async () => expect(await beats("child")).toBeGreaterThan(0), PATIENCE);
    const { pid } = node;
    await node.kill();
    await vi.waitFor(async () => expect(await beating("child")).toBe(false), PATIENCE);
    expect(said).toEqual([]);
    await node.restart();
    expect(node.pid).not.toBe(pid);
    await vi.waitFor(async () => expect(await beating("child")).toBe(true), PATIENCE);
  });

  it("stands still while it is paused, goes on afterwards, and can be stopped meanwhile", async () => {
    node = await startNode(spec());
    await vi.waitFor(async () => expect(await beating("child")).toBe(true), PATIENCE);
    node.pause();
    await vi.waitFor(async () => expect(await beating("child")).toBe(false), PATIENCE);
    node.resume();
    await vi.waitFor(async () => expect(await beating("child")).toBe(true), PATIENCE);
    node.pause();
    await node.stop();
    expect(await beating("parent")).toBe(false);
  });

  it("that ends by itself is said in one line", async () => {
    node = await startNode(spec());
    process.kill(node.pid, "SIGKILL");
    await vi.waitFor(() => expect(said).toHaveLength(1), PATIENCE);
    expect(said[0]).toMatch(/^engine-1 ended \(SIGKILL\); the others go on\. See .*engine\.log$/);
    process.kill(-node.pid, "SIGKILL"); // its child, which nobody stops any more
  });

  it("that ends before it answers is an error which names its log", async () => {
    await expect(startNode(spec("die"))).rejects.toThrow(
      /^engine-1 ended \(code 7\) before it answered; is its port free\? See .*engine\.log$/,
    );
  });
});

it("one that cannot be had stops those that could, and each reason is said once", async () => {
  const stop = vi.fn(async () => undefined);
  const missing = () => Promise.reject(new Error("Maven is not installed."));
  await expect(allOrNone([Promise.resolve({ stop }), missing(), missing()])).rejects.toThrow(
    /^Maven is not installed\.$/,
  );
  expect(stop).toHaveBeenCalledOnce();
});
