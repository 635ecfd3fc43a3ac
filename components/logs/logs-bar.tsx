"use client";

import { useChannelPresent } from "#components/channels/use-present.ts";
import { TopBar } from "#components/shell/top-bar.tsx";
import type { Receipt } from "#lib/channels/views.ts";

interface LogsBarProps {
  slug: string;
  /** As it was when the page was made. */
  initial: Receipt;
}

/** The bar over Logs; how complete the list is goes on while it is looked at. */
export function LogsBar({ slug, initial }: LogsBarProps) {
  const { data, error } = useChannelPresent(slug);
  return <TopBar title="Logs" receipt={data?.receipt ?? initial} stale={error !== null} range />;
}
