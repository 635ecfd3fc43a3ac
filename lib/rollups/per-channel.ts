import type { EventQuery, RequestFigures } from "../events/query/types.ts";
import type { EventIndexReader, FigureGroup, GroupOptions } from "../stores/event-index/port.ts";
import { FigureSum } from "./answer.ts";
import type { Cover } from "./cover.ts";
import type { Question } from "./question.ts";
import { addPacked, type SlotPart } from "./slot-codec.ts";
import type { SlotSource } from "./slot-source.ts";

/** A Channel's figures in the making: what rollups know, and what the index says of the open stretches. */
interface Part {
  sum: FigureSum;
  beside: RequestFigures[];
}

interface Making {
  total: Part;
  buckets: Map<number, Part>;
}

/**
 * Figures of many Channels. Of their open stretches the index gives figures, not tallies: those of a million
 * events would be too many to carry. So users of the last minute alone are counted once it is closed.
 */
export async function figuresPerChannel(
  { index, source }: { index: EventIndexReader; source: SlotSource },
  query: EventQuery,
  { limit, bucketMs, percentiles = true, people }: GroupOptions,
  { question, wanted, parts }: { question: Question; wanted: readonly SlotPart[]; parts: Cover },
): Promise<FigureGroup[]> {
  const [stored, open] = await Promise.all([
    source.packed(question.channels, parts.slots, wanted),
    Promise.all(
      parts.live.map((span) =>
        index.groups(
          { ...query, ...span },
          { by: "channel", limit: question.channels.length, bucketMs, percentiles, people },
        ),
      ),
    ),
  ]);
  const options = { ...question, detailed: percentiles };
  const emptyPart = (): Part => ({ sum: new FigureSum(options), beside: [] });
  const channels = new Map<string, Making>();
  const of = (channel: string): Making => {
    const known = channels.get(channel) ?? { total: emptyPart(), buckets: new Map() };
    channels.set(channel, known);
    return known;
  };
  const bucketOf = ({ buckets }: Making, at: number): Part => {
    const start = bucketMs === undefined ? 0 : Math.floor(at / bucketMs) * bucketMs;
    const known = buckets.get(start) ?? emptyPart();
    buckets.set(start, known);
    return known;
  };
  for (const packed of stored) addPacked(bucketOf(of(packed.channel), packed.at).sum, packed);
  for (const { key, total, buckets } of open.flat()) {
    const making = of(key);
    making.total.beside.push(total);
    for (const { at, ...figures } of buckets) bucketOf(making, at).beside.push(figures);
  }
  const figures = ({ sum, beside }: Part) => sum.result(beside);
  return [...channels]
    .map(([key, { total, buckets }]): FigureGroup => {
      for (const { sum } of buckets.values()) total.sum.addAll(sum);
      const dated = [...buckets].map(([at, part]) => ({ at, ...figures(part) }));
      return {
        key,
        total: figures(total),
        buckets:
          bucketMs === undefined
            ? []
            : dated.filter(({ requests }) => requests > 0).sort((a, b) => a.at - b.at),
      };
    })
    .filter(({ total }) => total.requests > 0)
    .sort((a, b) => b.total.requests - a.total.requests || (a.key < b.key ? -1 : 1))
    .slice(0, limit);
}
