import type { ChannelOverview, ChannelStateName } from "#lib/channels/views.ts";
import type { RequestFigures } from "#lib/events/query/types.ts";
import type { TimeRange } from "#lib/events/views.ts";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import { periodInWords } from "#lib/format/range.ts";

export type StateCounts = Record<ChannelStateName, number>;

const ORDER: Record<ChannelStateName, number> = { down: 0, degraded: 1, healthy: 2, no_data: 2 };

/** Share of requests that failed; null without requests. */
export function errorRate(figures: Pick<RequestFigures, "requests" | "failures">): number | null {
  return figures.requests === 0 ? null : figures.failures / figures.requests;
}

const BAD_RATE = 0.05;
const SLOW_MS = 1_000;
const SLOW_FACTOR = 2;

/** Whether so many failures are worth a colour. */
export function rateIsBad(rate: number | null): boolean {
  return rate !== null && rate >= BAD_RATE;
}

/** Whether a p95 (milliseconds) is worth a colour: above a second, and twice what it was. */
export function isSlow(p95: number | null, before: number | null): boolean {
  return p95 !== null && p95 > SLOW_MS && (before === null || p95 >= before * SLOW_FACTOR);
}

/** Worst first: by state, then users affected, then error rate; the busier of equals first, silent ones last. */
export function triage(channels: readonly ChannelOverview[]): ChannelOverview[] {
  const quiet = (channel: ChannelOverview) => (channel.state.name === "no_data" ? 1 : 0);
  return channels.toSorted(
    (a, b) =>
      ORDER[a.state.name] - ORDER[b.state.name] ||
      quiet(a) - quiet(b) ||
      (ORDER[a.state.name] < 2 ? b.current.users_affected - a.current.users_affected : 0) ||
      errorRateRank(b) - errorRateRank(a) ||
      b.current.requests - a.current.requests ||
      a.name.localeCompare(b.name),
  );
}

/** Differences below a percent say nothing about who needs attention. */
function errorRateRank({ current }: ChannelOverview): number {
  return Math.floor((errorRate(current) ?? 0) * 100);
}

export function countStates(channels: readonly ChannelOverview[]): StateCounts {
  const counts: StateCounts = { down: 0, degraded: 0, no_data: 0, healthy: 0 };
  for (const { state } of channels) counts[state.name] += 1;
  return counts;
}

/** Counted for each Channel: whoever met failures of several is in each of their counts, so the sum is a limit. */
function affectedInWords(channels: readonly ChannelOverview[]): string {
  const counts = channels.map(({ current }) => current.users_affected).filter((users) => users > 0);
  const users = counts.reduce((sum, count) => sum + count, 0);
  return `${counts.length > 1 ? "up to " : ""}${formatPlural(users, "user")}`;
}

/** The page's answer, before any figure: what needs attention, and how many people it touches. */
export function triageHeadline(
  channels: readonly ChannelOverview[],
  range: TimeRange,
): { headline: string; note: string } {
  const counts = countStates(channels);
  const attention = counts.down + counts.degraded;
  const affected = `${affectedInWords(channels)} affected in ${periodInWords(range)}`;
  if (attention > 0) {
    const verb = attention === 1 ? "Channel needs" : "Channels need";
    return {
      headline: `${formatCount(attention)} ${verb} attention`,
      note: `of ${formatCount(channels.length)} · ${affected}`,
    };
  }
  if (counts.no_data > 0) {
    const verb = counts.no_data === 1 ? "Channel has" : "Channels have";
    return {
      headline: `${formatCount(counts.no_data)} ${verb} gone quiet`,
      note: `the other ${formatCount(counts.healthy)} are healthy · ${affected}`,
    };
  }
  const all =
    channels.length === 1
      ? "Your Channel is healthy"
      : `All ${formatCount(channels.length)} Channels are healthy`;
  return { headline: all, note: affected };
}
