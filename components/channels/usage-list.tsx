import Link from "next/link";
import { ScreenHeadline } from "#components/shell/screen-headline.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { ChannelEntry } from "#lib/channels/list-channels.ts";
import { formatPlural } from "#lib/format/number.ts";
import { ChannelMark } from "./mark.tsx";

interface UsageListProps {
  channels: readonly Pick<ChannelEntry, "slug" | "name" | "partner" | "color">[];
}

/** Channels for somebody who sees how they are used and none of their requests: each leads to its Usage. */
export function UsageList({ channels }: UsageListProps) {
  return (
    <div className="flex flex-col gap-4 px-4 py-5 sm:p-7 sm:pt-6">
      <ScreenHeadline
        headline={`Usage of ${formatPlural(channels.length, "Channel")}`}
        note="Your role sees how they are used, not their requests."
        stale={null}
      />
      <Panel aria-label="Channels">
        <ul className="divide-y divide-hairline">
          {channels.map(({ slug, name, partner, color }) => (
            <li key={slug} className="relative flex min-h-11 items-center gap-2.5 px-4 hover:bg-hover/60">
              <ChannelMark slug={slug} name={name} color={color} />
              <Link
                href={`/channels/${slug}/usage`}
                className="font-semibold outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
              >
                {name}
              </Link>
              <span className="truncate text-sm text-muted">{partner}</span>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
