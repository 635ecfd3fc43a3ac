import type { Fault } from "../events/document.ts";
import type { RequestFigures } from "../events/query/types.ts";

export const CHANNEL_STATES = ["down", "degraded", "no_data", "healthy"] as const;
export type ChannelStateName = (typeof CHANNEL_STATES)[number];

export interface ChannelState {
  name: ChannelStateName;
  /** First minute of the present state, milliseconds; null when unknown or healthy. */
  since: number | null;
  /** The reason in words, without the state's name: "12 % of send_message fail: HTTP 503"; null when healthy. */
  reason: string | null;
}

/** One row of the triage table. */
export interface ChannelOverview {
  slug: string;
  name: string;
  /** False for a Channel that only its traffic made known. */
  registered: boolean;
  state: ChannelState;
  /** Figures of the range, and of the range of equal length before it. */
  current: RequestFigures;
  previous: RequestFigures;
  /** Equidistant points over the range, zeros included. */
  sparkline: { at: number; requests: number; failures: number }[];
  /** Incidents that last. */
  openIncidents: number;
}

/** How far the figures can be trusted: every event taken by the stream before `completeTo` is counted. */
export interface Receipt {
  /** Milliseconds; null while nothing was ever indexed. */
  completeTo: number | null;
  /** True when the index worker is more than 60 s behind or silent. */
  behind: boolean;
}

/** What a tab tells of a Channel while it stays open. */
export interface ChannelPresent {
  state: ChannelStateName;
  receipt: Receipt;
}

export interface FaultShare {
  fault: Fault;
  count: number;
}
