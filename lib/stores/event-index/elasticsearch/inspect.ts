import { type Client, errors } from "@elastic/elasticsearch";
import { SetupError } from "../../../setup-error.ts";
import type { IndexNode, IndexPart, IndexState } from "../inspection.ts";
import { holds, LENGTH } from "./names.ts";
import { readNodes } from "./nodes.ts";
import { statusOf } from "./status.ts";

/** The cluster's view of the hours, and of the nodes they are on. Needs the cluster privilege `monitor`. */
export async function inspect(client: Client, prefix: string): Promise<IndexState> {
  try {
    const [health, rows, nodes] = await Promise.all([
      client.cluster.health({ index: `${prefix}-*`, level: "indices", expand_wildcards: "open" }),
      client.cat.indices({
        index: `${prefix}-*`,
        format: "json",
        bytes: "b",
        h: ["index", "docs.count", "pri.store.size"],
      }),
      readNodes(client),
    ]);
    const sizes = new Map(rows.map((row) => [row.index, row]));
    const parts = Object.entries(health.indices ?? {}).map(([name, index]): IndexPart => {
      const size = sizes.get(name);
      const holding = holds(prefix, name);
      return {
        name,
        from: holding?.from ?? null,
        to: holding === null ? null : holding.from + LENGTH[holding.period],
        status: statusOf(index.status),
        documents: Number(size?.["docs.count"] ?? 0),
        bytes: Number(size?.["pri.store.size"] ?? 0),
        shards: index.number_of_shards,
        replicas: index.number_of_replicas,
        unassigned: index.unassigned_shards,
      };
    });
    return { status: statusOf(health.status), parts: parts.sort(byName), nodes: nodes.sort(byName) };
  } catch (error) {
    if (error instanceof errors.ResponseError && error.statusCode === 403) {
      throw new SetupError(
        "Elasticsearch does not let this user look: grant the cluster privilege monitor.",
        {
          cause: error,
        },
      );
    }
    throw error;
  }
}

function byName(a: IndexPart | IndexNode, b: IndexPart | IndexNode): number {
  return a.name < b.name ? -1 : 1;
}
