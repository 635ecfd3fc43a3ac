import { Registry } from "prom-client";
import { expect, test } from "vitest";
import type { IndexState, IndexStatus } from "#lib/stores/event-index/inspection.ts";
import { IndexUnavailable } from "#lib/stores/event-index/port.ts";
import { createStoreMetrics, observeStores } from "./store-metrics.ts";

const part = {
  name: "api-requests-2026.03.02.10",
  from: 0,
  to: 3_600_000,
  status: "yellow" as IndexStatus,
  documents: 12,
  bytes: 3_000,
  shards: 1,
  replicas: 1,
  unassigned: 1,
};
const disk = { usedBytes: 5, totalBytes: 10, watermarks: { low: 8, high: 9, flood: 9 } };
const state: IndexState = { status: "yellow", parts: [part], nodes: [{ name: "node-1", disk }] };
const stream = { inspect: async () => [] };

/** Lines of the registry about the index. */
async function figures(registry: Registry): Promise<string[]> {
  const lines = (await registry.metrics()).split("\n");
  return lines.filter((line) => line.startsWith("channelscope_index_"));
}

test("an index that does not answer leaves no figures, neither old ones nor zeros", async () => {
  const registry = new Registry();
  const metrics = createStoreMetrics(registry);
  expect(await figures(registry)).toEqual([]);
  await observeStores({ stream, index: { inspect: async () => state } }, metrics);
  expect(await figures(registry)).toEqual(
    expect.arrayContaining(["channelscope_index_unassigned_shards 1", "channelscope_index_documents 12"]),
  );
  const away = { inspect: () => Promise.reject(new IndexUnavailable("away")) };
  await expect(observeStores({ stream, index: away }, metrics)).rejects.toBeInstanceOf(IndexUnavailable);
  expect(await figures(registry)).toEqual([]);
});
