"use client";

import { CircleDashed, Search } from "lucide-react";
import type { ReactNode } from "react";
import { ScreenHeadline } from "#components/shell/screen-headline.tsx";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { EmptyState, ErrorState } from "#components/ui/states.tsx";
import { CHANNEL_STATES, type ChannelOverview, type ChannelStateName } from "#lib/channels/views.ts";
import type { TimeRange } from "#lib/events/views.ts";
import { ChannelsSkeleton } from "./channels-skeleton.tsx";
import { pinnedFirst } from "./pins.ts";
import { countStates, triage, triageHeadline } from "./triage.ts";
import { TriageFilter } from "./triage-filter.tsx";
import { TriageTable } from "./triage-table.tsx";

export interface ChannelsFilter {
  find: string;
  states: readonly ChannelStateName[];
}

interface ChannelsScreenProps {
  /** null until they could be read. */
  channels: readonly ChannelOverview[] | null;
  /** Why they could not be read just now. */
  error: string | null;
  retrying: boolean;
  onRetry: () => void;
  range: TimeRange;
  /** Kept by links into a Channel, with its `?`. */
  query: string;
  /** Each Channel's own colour, where it has one. */
  colors: Readonly<Record<string, string | null>>;
  filter: ChannelsFilter;
  onFilter: (filter: ChannelsFilter) => void;
  /** Slugs of those kept on top. */
  pins: readonly string[];
  onPin: (slug: string) => void;
  /** What to say when there is no Channel at all. */
  empty: ReactNode;
}

function matches(channel: ChannelOverview, { find, states }: ChannelsFilter): boolean {
  const text = find.trim().toLowerCase();
  const named = channel.name.toLowerCase().includes(text) || channel.slug.includes(text);
  return named && (states.length === 0 || states.includes(channel.state.name));
}

export function ChannelsScreen(props: ChannelsScreenProps) {
  const { channels, error, retrying, onRetry, range, query, colors, filter, onFilter, pins, onPin, empty } =
    props;
  if (channels === null) {
    if (error === null) return <ChannelsSkeleton />;
    return (
      <ErrorState alone title="The Channels cannot be read" onRetry={onRetry} retrying={retrying}>
        {error} This page goes on trying by itself.
      </ErrorState>
    );
  }
  if (channels.length === 0) {
    return (
      <EmptyState alone icon={<CircleDashed />} title="No Channel yet">
        {empty}
      </EmptyState>
    );
  }
  const { headline, note } = triageHeadline(channels, range);
  const shown = pinnedFirst(
    triage(channels).filter((channel) => matches(channel, filter)),
    pins,
  );
  const toggle = (state: ChannelStateName) => {
    const on = filter.states.includes(state);
    const states = CHANNEL_STATES.filter((one) => (one === state ? !on : filter.states.includes(one)));
    onFilter({ ...filter, states });
  };
  return (
    <div className="flex flex-col gap-4 px-4 py-5 sm:p-7 sm:pt-6">
      <ScreenHeadline headline={headline} note={note} stale={error} />
      <TriageFilter
        find={filter.find}
        onFind={(find) => onFilter({ ...filter, find })}
        states={filter.states}
        onToggle={toggle}
        counts={countStates(channels)}
      />
      {shown.length > 0 ? (
        <TriageTable
          channels={shown}
          rangeMs={range.to - range.from}
          query={query}
          colors={colors}
          pins={pins}
          onPin={onPin}
        />
      ) : (
        <Panel>
          <EmptyState
            icon={<Search />}
            title="No Channel matches"
            action={<Button onClick={() => onFilter({ find: "", states: [] })}>Show all</Button>}
          >
            Of {channels.length} Channels none has this name and state.
          </EmptyState>
        </Panel>
      )}
    </div>
  );
}
