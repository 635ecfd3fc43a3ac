import type { ChannelOverview, ChannelState } from "../../channels/views.ts";
import type { ChannelData } from "./answers.ts";
import { fromInstant, fromInstantOrNull, toInstant, toInstantOrNull } from "./instant.ts";

type StateAnswer = ChannelData["state"];

export function stateToApi(state: ChannelState): StateAnswer {
  return { name: state.name, since: toInstantOrNull(state.since), reason: state.reason };
}

export function stateFromApi(state: StateAnswer): ChannelState {
  return { ...state, since: fromInstantOrNull(state.since) };
}

/** A Channel as `GET /api/v1/channels` lists it. */
export function channelToApi(overview: ChannelOverview): ChannelData {
  return {
    slug: overview.slug,
    name: overview.name,
    registered: overview.registered,
    state: stateToApi(overview.state),
    current: overview.current,
    previous: overview.previous,
    open_incidents: overview.openIncidents,
    sparkline: overview.sparkline.map((point) => ({ ...point, at: toInstant(point.at) })),
  };
}

/** What the screens show of an answer of `GET /api/v1/channels`. */
export function channelFromApi(answer: ChannelData): ChannelOverview {
  const { open_incidents: openIncidents, ...rest } = answer;
  return {
    ...rest,
    openIncidents,
    state: stateFromApi(answer.state),
    sparkline: answer.sparkline.map((point) => ({ ...point, at: fromInstant(point.at) })),
  };
}
