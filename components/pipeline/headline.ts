import { formatDuration } from "#lib/format/duration.ts";
import { formatPlural } from "#lib/format/number.ts";
import type { PipelineView } from "#lib/pipeline/views.ts";
import { isBehind } from "#lib/pipeline/warnings.ts";

/** The page's answer, before any figure: whether the pipeline keeps up, and how fast an event is searchable. */
export function pipelineHeadline(view: PipelineView): { headline: string; note: string } {
  const { flow, stream, workers } = view;
  const { searchable } = flow;
  const note =
    searchable === null
      ? "no event came in the last minute"
      : `an event is searchable ${formatDuration(searchable.p50 * 1_000)} after the stream took it (p99 ${formatDuration(searchable.p99 * 1_000)})`;
  if (workers.every(({ alive }) => !alive))
    return { headline: "No worker runs", note: "events wait in the stream" };
  if (stream === null || view.index === null) return { headline: "A store does not answer", note };
  const behind = stream.lag.filter(isBehind);
  if (behind.length === 0) return { headline: "Keeping up", note };
  const longest = Math.max(...behind.map(({ behindMs }) => behindMs ?? 0));
  const what = formatPlural(behind.length, "partition");
  return {
    headline: longest > 0 ? `${what} behind, by up to ${formatDuration(longest)}` : `${what} behind`,
    note,
  };
}
