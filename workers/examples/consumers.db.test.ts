import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "#lib/clock.ts";
import { createLog } from "#lib/log.ts";
import { INDEX_GROUP, INDEX_TOPIC } from "#lib/pipeline/progress.ts";
import { anEvent } from "#lib/testing/builders.ts";
import { describeOnEngines, type OpenEngines } from "#lib/testing/engines.ts";
import { consumeBatches } from "../consume-batches.ts";
import { findRoles } from "../find-roles.ts";
import { createMetrics } from "../metrics.ts";
import type { RoleDeps } from "../role.ts";
import { runTasks, type WorkerTask } from "../runtime.ts";
import { startIndexRole } from "../testing/in-process.ts";
import { roleSettings } from "../testing/role-settings.ts";

const PATIENCE = { timeout: 20_000, interval: 50 };
const settings = roleSettings();

let engines: OpenEngines;
let deps: RoleDeps;
let folder: string;

async function send(count: number): Promise<void> {
  const event = () => ({ key: "acme-chat", value: Buffer.from(JSON.stringify(anEvent())) });
  await engines.stream.append(INDEX_TOPIC, Array.from({ length: count }, event));
}

async function lagOf(group: string): Promise<number> {
  const partitions = await engines.stream.lag(INDEX_TOPIC, group);
  return partitions.reduce((sum, { lag }) => sum + lag, 0);
}

function start(tasks: WorkerTask[]): () => Promise<number> {
  const stop = new AbortController();
  const running = runTasks(tasks, stop.signal, deps.log);
  return () => {
    stop.abort();
    return running;
  };
}

describeOnEngines("consumers", ({ open }) => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "channelscope-consumers-"));
    engines = await open();
    const archive = () => Promise.reject(new Error("This role needs no archive."));
    deps = {
      ...engines,
      archive,
      warehouse: () => Promise.reject(new Error("This role needs no warehouse.")),
      clock: systemClock,
      log: createLog("test", "silent"),
      metrics: createMetrics(),
    };
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    await engines.close();
    await rm(folder, { recursive: true });
  });

  test("one is a file: the example counts what came, also before it began, and keeps its place", async () => {
    vi.stubEnv("COUNTS_FILE", join(folder, "counts.ndjson"));
    const [example] = await findRoles(join(import.meta.dirname, "roles"));
    const counted = async () => {
      const lines = (await readFile(join(folder, "counts.ndjson"), "utf8")).trim().split("\n");
      return lines.reduce((sum, line) => sum + (JSON.parse(line) as { "acme-chat": number })["acme-chat"], 0);
    };
    await send(50);
    for (const expected of [50, 80]) {
      const stop = start(example?.tasks(deps, settings) ?? []);
      await vi.waitFor(async () => expect(await counted()).toBe(expected), PATIENCE);
      await vi.waitFor(async () => expect(await lagOf("count")).toBe(0), PATIENCE);
      expect(await stop()).toBe(0);
      await send(30);
    }
    expect(await lagOf("count")).toBe(30);
  });

  test("one that handles nothing harms nobody: the other group goes on", async () => {
    const stuck = consumeBatches(deps, {
      topic: INDEX_TOPIC,
      group: "stuck",
      limits: { maxRecords: 10, maxBytes: 1_000_000, waitMs: 100 },
      handle: (_, signal) => new Promise((resolve) => signal.addEventListener("abort", () => resolve())),
    });
    const stop = start([stuck]);
    const worker = startIndexRole(engines);
    await send(500);
    await vi.waitFor(async () => expect(await lagOf(INDEX_GROUP)).toBe(0), PATIENCE);
    expect(await lagOf("stuck")).toBe(500);
    expect(await worker.stop()).toBe(0);
    await stop();
  });
});
