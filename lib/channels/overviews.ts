import { openIncidentCounts } from "../alerts/incidents/open-counts.ts";
import { fillBuckets, noFigures } from "../events/figures.ts";
import { previousRange, sparklineWidth, wholeSecond } from "../events/range.ts";
import type { ReadDeps } from "../events/read-deps.ts";
import type { TimeRange } from "../events/views.ts";
import { scopeOf, type Viewer } from "./access.ts";
import { figuresByChannel } from "./figures-by-channel.ts";
import { visibleChannels } from "./identify.ts";
import { channelStates } from "./states.ts";
import { CHANNEL_STATES, type ChannelOverview } from "./views.ts";

const share = ({ current }: ChannelOverview) =>
  current.requests === 0 ? 0 : current.failures / current.requests;

function worstFirst(a: ChannelOverview, b: ChannelOverview): number {
  return (
    CHANNEL_STATES.indexOf(a.state.name) - CHANNEL_STATES.indexOf(b.state.name) ||
    share(b) - share(a) ||
    b.current.requests - a.current.requests ||
    a.name.localeCompare(b.name)
  );
}

/** Every Channel whose requests the viewer may read, worst first. */
export async function channelOverviews(
  deps: ReadDeps,
  viewer: Viewer,
  range: TimeRange,
): Promise<ChannelOverview[]> {
  const scope = scopeOf(viewer, "requests:read");
  const channels = await visibleChannels(deps.database, viewer, scope);
  if (channels.length === 0) return [];
  const slugs = channels.map((channel) => channel.slug);
  const { index } = deps;
  const bucketMs = sparklineWidth(range);
  const before = previousRange(range);
  const [current, previous, states, open] = await Promise.all([
    figuresByChannel(index, scope, slugs, { from: range.from, to: range.to, bucketMs }),
    figuresByChannel(index, scope, slugs, { from: before.from, to: before.to }),
    channelStates(index, scope, slugs, wholeSecond(deps.clock.now())),
    openIncidentCounts(deps.database, viewer),
  ]);
  return channels
    .map((channel): ChannelOverview => {
      const group = current.get(channel.slug);
      const points = fillBuckets(group?.buckets ?? [], range, bucketMs);
      return {
        ...channel,
        state: states.get(channel.slug) ?? { name: "healthy", since: null, reason: null },
        current: group?.total ?? noFigures(),
        previous: previous.get(channel.slug)?.total ?? noFigures(),
        openIncidents: open.get(channel.slug) ?? 0,
        sparkline: points.map(({ at, requests, failures }) => ({ at, requests, failures })),
      };
    })
    .sort(worstFirst);
}
