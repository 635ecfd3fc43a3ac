import type { EventQuery, HealthBucket } from "../events/query/types.ts";
import type {
  EventIndexReader,
  EventIndexTallies,
  FigureGroup,
  GroupOptions,
  Health,
} from "../stores/event-index/port.ts";
import { type Rollups, RollupsUnavailable } from "../stores/rollups/port.ts";
import { type AnswerOptions, figuresOf, signaturesOf } from "./answer.ts";
import { type Cover, cover, lengthOf, widestWithin } from "./cover.ts";
import { slotLoader } from "./load-slots.ts";
import { figuresPerChannel } from "./per-channel.ts";
import { type Question, questionOf } from "./question.ts";
import { Slot } from "./slot.ts";

const MINUTE = 60_000;
/** The index answers shorter ranges as fast by itself. */
const SHORTEST = 10 * MINUTE;
/** Where more than this share of a range is open (a backfill), the index answers the whole. */
const MOST_OPEN = 1 / 4;

type Index = EventIndexReader & EventIndexTallies;

/**
 * An index whose figures come from rollups wherever these know the answer: all but the open minutes and the range's
 * ends. Anything else, and everything while rollups cannot be reached, is the index's own answer.
 */
export function withRollups(index: Index, rollups: Rollups): EventIndexReader {
  const load = slotLoader(index, rollups);

  async function covered(
    query: EventQuery,
    bucketMs: number | null,
    question: Question,
  ): Promise<Cover | null> {
    const widest = widestWithin(bucketMs);
    if (widest === null || query.to - query.from < SHORTEST || question.channels.length === 0) return null;
    const open = await rollups.open(question.channels, query.from, query.to).catch(unavailable);
    if (open === null) return null;
    const parts = cover(query, widest, open);
    return lengthOf(parts.live) > MOST_OPEN * (query.to - query.from) ? null : parts;
  }

  /** One Channel's question and the cover of its range; null where the index has to answer. */
  async function asked(query: EventQuery, bucketMs: number | null, people: boolean) {
    const question = questionOf(query);
    const [channel, ...others] = question?.channels ?? [];
    if (question === null || channel === undefined || others.length > 0) return null;
    if (people && !question.peopleFollow) return null;
    const parts = await covered(query, bucketMs, question);
    return parts === null ? null : { channel, question, parts };
  }

  async function health(
    query: EventQuery,
    { bucketMs, percentiles }: { bucketMs: number; percentiles: boolean },
  ): Promise<Health | null> {
    const found = await asked(query, bucketMs, percentiles);
    if (found === null) return null;
    const { channel, question, parts } = found;
    const wanted = percentiles ? (["figures", "people"] as const) : (["figures"] as const);
    const options: AnswerOptions = { ...question, detailed: percentiles };
    const slots = await load(query, channel, parts, wanted);
    const buckets = bucketed(slots, bucketMs);
    const total = new Slot();
    for (const slot of buckets.values()) total.addAll(slot);
    const answered = [...buckets].map(([at, slot]): HealthBucket => ({ at, ...figuresOf(slot, options) }));
    return {
      total: figuresOf(total, options),
      buckets: answered.filter(({ requests }) => requests > 0).sort((a, b) => a.at - b.at),
    };
  }

  async function groups(query: EventQuery, options: GroupOptions): Promise<FigureGroup[] | null> {
    const { by, limit, bucketMs = null, percentiles = true, people = percentiles } = options;
    if (by === "worker") return null;
    if (by === "channel") {
      const question = questionOf(query);
      if (question === null || (people && !question.peopleFollow)) return null;
      const parts = await covered(query, bucketMs, question);
      if (parts === null) return null;
      return await figuresPerChannel({ index, rollups }, query, options, { question, parts });
    }
    const found = people ? null : await asked(query, bucketMs, false);
    if (found === null || bucketMs !== null) return null;
    const { channel, question, parts } = found;
    const whole = new Slot();
    for (const { slot } of await load(query, channel, parts, ["figures"])) whole.addAll(slot);
    return splitBy(whole, by, { ...question, detailed: percentiles }).slice(0, limit);
  }

  return {
    search: (query, page) => index.search(query, page),
    facets: (query, fields, limit) => index.facets(query, fields, limit),
    health: async (query, options) =>
      (await health(query, options).catch(unavailable)) ?? (await index.health(query, options)),
    groups: async (query, options) =>
      (await groups(query, options).catch(unavailable)) ?? (await index.groups(query, options)),
    signatures: async (query, limit) => {
      const found = await asked(query, null, true).catch(unavailable);
      if (found === null) return await index.signatures(query, limit);
      const whole = new Slot();
      const slots = await load(query, found.channel, found.parts, ["signatures"]).catch(unavailable);
      if (slots === null) return await index.signatures(query, limit);
      for (const { slot } of slots) whole.addAll(slot);
      return signaturesOf(whole, found.question.faults, limit);
    },
  };
}

/** Without rollups everything is answered by the index, only slower. */
function unavailable(error: unknown): null {
  if (error instanceof RollupsUnavailable) return null;
  throw error;
}

function bucketed(slots: readonly { at: number; slot: Slot }[], bucketMs: number): Map<number, Slot> {
  const buckets = new Map<number, Slot>();
  for (const { at, slot } of slots) {
    const start = Math.floor(at / bucketMs) * bucketMs;
    const known = buckets.get(start) ?? new Slot();
    buckets.set(start, known);
    known.addAll(slot);
  }
  return buckets;
}

function splitBy(whole: Slot, by: "endpoint" | "status_code", options: AnswerOptions): FigureGroup[] {
  const parts = new Map<string, Slot>();
  for (const group of whole.groups.values()) {
    const key = by === "endpoint" ? `${group.kind ?? ""}/${group.endpoint ?? ""}` : group.status;
    if (key === null || !options.matches(group)) continue;
    const part = parts.get(String(key)) ?? new Slot();
    parts.set(String(key), part);
    const mine = part.group(group);
    mine.count += group.count;
    mine.durations.addAll(group.durations);
  }
  return [...parts]
    .map(([key, slot]): FigureGroup => ({ key, total: figuresOf(slot, options), buckets: [] }))
    .sort((a, b) => b.total.requests - a.total.requests || (a.key < b.key ? -1 : 1));
}
