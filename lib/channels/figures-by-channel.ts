import type { EventQuery } from "../events/query/types.ts";
import type { EventIndexReader, FigureGroup, GroupOptions } from "../stores/event-index/port.ts";
import type { ChannelScope } from "./access.ts";

/** Elasticsearch answers with 65,536 buckets at most: here up to 91 stretches of time with a dozen counts each. */
const CHANNELS_PER_QUERY = 50;

type Window = Pick<EventQuery, "from" | "to"> & Pick<GroupOptions, "bucketMs" | "people">;

/** Figures of these Channels, by slug; one without requests is absent. The scope must reach all of them. */
export async function figuresByChannel(
  index: EventIndexReader,
  scope: ChannelScope,
  channels: readonly string[],
  { from, to, ...options }: Window,
): Promise<Map<string, FigureGroup>> {
  const figures = new Map<string, FigureGroup>();
  for (let start = 0; start < channels.length; start += CHANNELS_PER_QUERY) {
    const values = channels.slice(start, start + CHANNELS_PER_QUERY);
    const groups = await index.groups(
      { scope, from, to, where: [{ type: "keyword", field: "channel", values, not: false }] },
      { by: "channel", limit: values.length, ...options },
    );
    for (const group of groups) figures.set(group.key, group);
  }
  return figures;
}
