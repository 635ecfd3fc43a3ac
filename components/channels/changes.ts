import type { ChannelOverview } from "#lib/channels/views.ts";
import { formatDurationChange } from "#lib/format/duration.ts";
import { formatChange, formatDifference, formatPoints } from "#lib/format/number.ts";
import { errorRate } from "./triage.ts";

interface Changes {
  requests: string | null;
  rate: string | null;
  p95: string | null;
  users: string | null;
}

/** How a Channel's figures moved since the period before, in words; null where there is nothing to compare. */
export function changes({ current, previous }: Pick<ChannelOverview, "current" | "previous">): Changes {
  const [rate, rateBefore] = [errorRate(current), errorRate(previous)];
  const compared = current.requests > 0 && previous.requests > 0;
  return {
    requests: formatChange(current.requests, previous.requests),
    rate: rate === null || rateBefore === null ? null : formatPoints(rate - rateBefore),
    p95:
      current.p95 === null || previous.p95 === null ? null : formatDurationChange(current.p95 - previous.p95),
    users: compared ? formatDifference(current.users_affected - previous.users_affected) : null,
  };
}
