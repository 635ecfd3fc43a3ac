import type { ChannelUsage } from "#lib/usage/views.ts";

const OVERVIEW_SORTS = ["active", "first", "enabled", "runs"] as const;
export type OverviewSort = (typeof OVERVIEW_SORTS)[number];

export const isOverviewSort = (text: unknown): text is OverviewSort =>
  OVERVIEW_SORTS.some((sort) => sort === text);

/** The greatest first; of equals, in the order in which they came. */
export const sortedBy = (channels: readonly ChannelUsage[], sort: OverviewSort): ChannelUsage[] =>
  channels.toSorted((left, right) => right[sort] - left[sort]);

/** What the table says first: people use several Channels, so Channels are counted. */
export function overviewHeadline(channels: readonly ChannelUsage[]): string {
  const used = channels.filter(({ active }) => active > 0);
  const [most] = sortedBy(used, "active");
  if (most === undefined) return "No Channel was used";
  if (used.length === 1) return `${most.name} alone was used`;
  return `${most.name} is used most of ${used.length} Channels`;
}
