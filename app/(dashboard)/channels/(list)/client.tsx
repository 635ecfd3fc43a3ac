"use client";

import { useSearchParams } from "next/navigation";
import { type ReactNode, useOptimistic, useTransition } from "react";
import { ChannelsScreen } from "#components/channels/channels-screen.tsx";
import { togglePin, writePins } from "#components/channels/pins.ts";
import { useLive } from "#components/data/use-live.ts";
import { useShell } from "#components/shell/context.tsx";
import { RangeProblem } from "#components/shell/range-problem.tsx";
import { TopBar } from "#components/shell/top-bar.tsx";
import { useRangeQuery } from "#components/shell/use-range-params.ts";
import type { ChannelOverview, Receipt } from "#lib/channels/views.ts";
import type { TimeRange } from "#lib/events/views.ts";
import type { ChannelsAnswer } from "#lib/http/api/answers.ts";
import { channelFromApi } from "#lib/http/api/channel.ts";
import { receiptFromApi } from "#lib/http/api/receipt.ts";
import { readFilter, writeFilter } from "./search-params.ts";

const EVERY_MS = 5_000;

interface ChannelsView {
  channels: ChannelOverview[];
  receipt: Receipt;
}

const readChannels = ({ data, receipt }: ChannelsAnswer): ChannelsView => ({
  channels: data.map(channelFromApi),
  receipt: receiptFromApi(receipt),
});

interface ChannelsClientProps {
  initial: ChannelsView | null;
  /** The range, as our API takes it. */
  apiQuery: string;
  range: TimeRange;
  /** Why the address's range could not be taken. */
  problem: string | null;
  empty: ReactNode;
}

export function ChannelsClient({ initial, apiQuery, range, problem, empty }: ChannelsClientProps) {
  const params = useSearchParams();
  const query = useRangeQuery();
  const { navigation, savePreference } = useShell();
  const [pins, setPins] = useOptimistic(navigation.pins);
  const [, startTransition] = useTransition();
  const togglePinOf = (slug: string) => {
    const next = togglePin(pins, slug);
    startTransition(async () => {
      setPins(next);
      await savePreference("pins", writePins(next));
    });
  };
  const live = useLive({
    path: `/api/v1/channels?${apiQuery}`,
    read: readChannels,
    initial,
    everyMs: EVERY_MS,
  });
  return (
    <>
      <TopBar title="Channels" receipt={live.data?.receipt ?? null} stale={live.error !== null} range />
      <RangeProblem problem={problem} />
      <ChannelsScreen
        channels={live.data?.channels ?? null}
        error={live.error?.message ?? null}
        retrying={live.retrying}
        onRetry={live.retry}
        range={range}
        query={query}
        colors={Object.fromEntries(navigation.channels.map(({ slug, color }) => [slug, color]))}
        filter={readFilter(params)}
        onFilter={(filter) => window.history.replaceState(null, "", writeFilter(params, filter))}
        pins={pins}
        onPin={togglePinOf}
        empty={empty}
      />
    </>
  );
}
