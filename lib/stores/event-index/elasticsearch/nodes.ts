import type { Client } from "@elastic/elasticsearch";
import type { IndexNode } from "../inspection.ts";
import { watermarkBytes } from "./watermark.ts";

const PREFIX = "cluster.routing.allocation.disk.watermark.";

/** Each node's data disk, as its system tells it, and the watermarks that the cluster is set to. */
export async function readNodes(client: Client): Promise<IndexNode[]> {
  const [stats, settings] = await Promise.all([
    client.nodes.stats({ metric: "fs", filter_path: "nodes.*.name,nodes.*.roles,nodes.*.fs.total" }),
    client.cluster.getSettings({
      include_defaults: true,
      flat_settings: true,
      filter_path: `*.${PREFIX}*`,
    }),
  ]);
  const set: Record<string, unknown> = {
    ...settings.defaults,
    ...settings.persistent,
    ...settings.transient,
  };
  const setting = (name: string) => {
    const value = set[PREFIX + name];
    return typeof value === "string" ? value : null;
  };
  return Object.entries(stats.nodes ?? {}).flatMap(([id, { name = id, roles, fs }]): IndexNode[] => {
    const holdsData = roles === undefined || roles.some((role) => role.startsWith("data"));
    if (!holdsData) return [];
    const { total_in_bytes: totalBytes, available_in_bytes: free } = fs?.total ?? {};
    if (totalBytes === undefined || free === undefined) return [{ name, disk: null }];
    const at = (level: string, setTo: string) =>
      watermarkBytes(setting(level) ?? setTo, setting(`${level}.max_headroom`), totalBytes);
    const watermarks = { low: at("low", "85%"), high: at("high", "90%"), flood: at("flood_stage", "95%") };
    return [{ name, disk: { usedBytes: totalBytes - free, totalBytes, watermarks } }];
  });
}
