import { errorRate } from "#components/channels/triage.ts";
import type { RequestFigures } from "#lib/events/query/types.ts";
import type { HealthView } from "#lib/events/views.ts";
import { formatDuration, formatDurationChange } from "#lib/format/duration.ts";
import {
  formatChange,
  formatCount,
  formatDifference,
  formatPercent,
  formatPoints,
} from "#lib/format/number.ts";

export interface KeyFigure {
  key: "requests" | "success" | "p95" | "p99" | "users";
  label: string;
  /** With its unit; a dash when there is nothing to tell. */
  value: string;
  /** Quiet words after it. */
  note: string | null;
  /** Against the period before; null when that had nothing. */
  change: string | null;
  /** Whether the change is one to worry about. */
  worse: boolean;
  values: (number | null)[];
}

const NONE = "–";

/** Buckets that are over, so that a line does not end in a fall that is none. */
function finished(view: HealthView): HealthView["buckets"] {
  const { buckets, bucketMs, receipt, range } = view;
  const end = Math.min(receipt.completeTo ?? range.to, range.to);
  const whole = buckets.filter(({ at }) => at >= range.from && at + bucketMs <= end);
  return whole.length >= 2 ? whole : buckets;
}

function durationFigure(view: HealthView, key: "p95" | "p99"): KeyFigure {
  const now = view.current[key];
  const before = view.previous[key];
  const known = now !== null && before !== null;
  return {
    key,
    label: `${key} duration`,
    value: now === null ? NONE : formatDuration(now),
    note: null,
    change: known ? formatDurationChange(now - before) : null,
    worse: known && now - before > Math.max(50, before * 0.2),
    values: finished(view).map((bucket) => bucket[key]),
  };
}

const successRate = (figures: Pick<RequestFigures, "requests" | "failures">) => {
  const failing = errorRate(figures);
  return failing === null ? null : 1 - failing;
};

/** The strip of key figures: what happened in the range, against the range of equal length before it. */
export function keyFigures(view: HealthView): KeyFigure[] {
  const { current, previous } = view;
  const success = successRate(current);
  const successBefore = successRate(previous);
  const buckets = finished(view);
  return [
    {
      key: "requests",
      label: "Requests",
      value: formatCount(current.requests),
      note: null,
      change: formatChange(current.requests, previous.requests),
      worse: previous.requests > 0 && current.requests < previous.requests / 2,
      values: buckets.map(({ requests }) => requests),
    },
    {
      key: "success",
      label: "Success rate",
      value: success === null ? NONE : formatPercent(success),
      note: null,
      change: success === null || successBefore === null ? null : formatPoints(success - successBefore),
      worse: success !== null && successBefore !== null && successBefore - success >= 0.005,
      values: buckets.map(successRate),
    },
    durationFigure(view, "p95"),
    durationFigure(view, "p99"),
    {
      key: "users",
      label: "Users affected",
      value: formatCount(current.users_affected),
      note: `of ${formatCount(current.users)}`,
      change:
        previous.requests === 0 ? null : formatDifference(current.users_affected - previous.users_affected),
      worse: current.users_affected > previous.users_affected * 1.2 + 5,
      values: buckets.map(({ users_affected }) => users_affected),
    },
  ];
}
