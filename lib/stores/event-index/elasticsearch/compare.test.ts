import type { Client } from "@elastic/elasticsearch";
import { describe, expect, it } from "vitest";
import { IndexUnavailable } from "../port.ts";
import { compareIndices } from "./compare.ts";

interface Asked {
  index: string;
  size: number;
  allow_partial_search_results?: boolean;
}

/** Two indices by their ids; of those in `hidden` only the count is told, as by an answer from some of the shards. */
function server(indices: Record<string, string[]>, hidden: string[] = []) {
  const asked: Asked[] = [];
  const search = async (request: Asked) => {
    asked.push(request);
    const ids = indices[request.index] ?? [];
    if (request.size === 0)
      return {
        hits: { total: { value: ids.length }, hits: [] },
        aggregations: { sum: { value: ids.length } },
      };
    const hits = ids.filter((id) => !hidden.includes(id));
    return { hits: { hits: hits.map((id) => ({ sort: ["acme-chat", id, 0], fields: { checksum: [1] } })) } };
  };
  return { asked, client: { search, indices: { refresh: async () => undefined } } as unknown as Client };
}

describe("comparing a build with the one it replaces", () => {
  it("takes no answer from some of the shards for a whole one", async () => {
    const { client, asked } = server({ old: ["a", "b"], built: ["a", "b", "c"] });
    expect(await compareIndices(client, "old", "built")).toMatchObject({ added: 1, missing: 0 });
    expect(asked.map(({ size }) => size > 0)).toEqual([false, false, true, true]);
    for (const request of asked) expect(request.allow_partial_search_results).toBe(false);
  });

  it("says nothing when it did not meet every event of the old one", async () => {
    const { client } = server({ old: ["a", "b"], built: ["a"] }, ["b"]);
    await expect(compareIndices(client, "old", "built")).rejects.toBeInstanceOf(IndexUnavailable);
  });
});
