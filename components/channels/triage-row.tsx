import { Flame } from "lucide-react";
import Link from "next/link";
import { Sparkline } from "#components/charts/sparkline.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/cn.ts";
import { Td } from "#components/ui/table.tsx";
import type { ChannelOverview } from "#lib/channels/views.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatCount, formatPercent, formatPlural, formatRate } from "#lib/format/number.ts";
import { safeText } from "#lib/format/safe-text.ts";
import { Change } from "./change.tsx";
import { changes } from "./changes.ts";
import { ChannelMark } from "./mark.tsx";
import { PinButton } from "./pin-button.tsx";
import { StateBadge } from "./state.tsx";
import { errorRate, isSlow, rateIsBad } from "./triage.ts";

const NONE = "–";
const ALARM = "font-semibold text-danger-text";

export interface TriageRowProps {
  ref?: (row: HTMLElement | null) => void;
  /** From 0, in the whole table. */
  place: number;
  channel: ChannelOverview;
  rangeMs: number;
  /** Kept by the link. */
  query: string;
  color: string | null | undefined;
  pinned: boolean;
  onPin: (slug: string) => void;
}

/** One Channel; the whole row leads to its Health. */
export function TriageRow({ ref, place, channel, rangeMs, query, color, pinned, onPin }: TriageRowProps) {
  const { slug, name, state, current, previous, sparkline } = channel;
  const rate = errorRate(current);
  const bad = rateIsBad(rate);
  const change = changes(channel);
  // The outermost buckets are cut by the range: drawn, they would look like a fall.
  const whole = sparkline.length > 4 ? sparkline.slice(1, -1) : sparkline;
  return (
    <tr
      ref={ref}
      data-index={place}
      aria-rowindex={place + 2}
      className="group/row relative border-b border-hairline transition-colors last:border-b-0 hover:bg-hover/60 has-focus-visible:bg-hover/60"
    >
      <Td className="max-md:hidden">
        <StateBadge state={state.name} />
      </Td>
      <Td className="max-md:pr-2">
        <div className="flex min-h-9 items-center gap-2.5">
          <ChannelMark slug={slug} name={name} color={color} />
          <div className="min-w-0">
            <Link
              href={`/channels/${slug}/health${query}`}
              className="font-semibold outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
            >
              {name}
            </Link>
            {channel.registered ? null : (
              <Badge className="ml-2 h-5 px-1.5 text-xs" title="Known from its traffic only">
                unregistered
              </Badge>
            )}
            {channel.openIncidents === 0 ? null : (
              <Badge tone="danger" icon={<Flame />} className="ml-2 h-5 px-1.5 text-xs">
                {formatPlural(channel.openIncidents, "open incident")}
              </Badge>
            )}
            {state.reason === null ? null : (
              <p className="text-sm text-muted md:truncate" title={safeText(state.reason)}>
                {safeText(state.reason)}
              </p>
            )}
            <div className="mt-1 md:hidden">
              <StateBadge state={state.name} />
            </div>
          </div>
          <div className="ml-auto">
            <PinButton name={name} pinned={pinned} onPin={() => onPin(slug)} />
          </div>
        </div>
      </Td>
      <Td className="max-lg:hidden">
        <div className="flex items-center gap-3">
          <Sparkline values={whole.map(({ requests }) => requests)} />
          <span className="flex flex-col whitespace-nowrap">
            {formatRate(current.requests / (rangeMs / 60_000))}
            <Change text={change.requests} />
          </span>
        </div>
      </Td>
      <Td className="max-md:text-right">
        <div className="flex items-center gap-3 max-md:justify-end">
          <Sparkline
            values={whole.map(errorRate)}
            atLeast={0.02}
            width={88}
            color={bad ? "var(--color-danger)" : undefined}
            className="max-md:hidden"
          />
          <span className={cn("whitespace-nowrap", bad && ALARM)}>
            {rate === null ? NONE : formatPercent(rate)}
          </span>
          <Change text={change.rate} className="max-md:hidden" />
        </div>
        <p className="mt-1 text-sm whitespace-nowrap text-muted md:hidden">
          {current.p95 === null ? "no requests" : `p95 ${formatDuration(current.p95)}`}
        </p>
      </Td>
      <Td align="right" className="max-md:hidden">
        <span className={cn(isSlow(current.p95, previous.p95) && ALARM)}>
          {current.p95 === null ? NONE : formatDuration(current.p95)}
        </span>
        <Change text={change.p95} className="block" />
      </Td>
      <Td align="right" className="max-md:hidden">
        {current.requests === 0 ? NONE : formatCount(current.users_affected)}
        <Change text={change.users} className="block" />
      </Td>
    </tr>
  );
}
