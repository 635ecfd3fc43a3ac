import { isDeepStrictEqual } from "node:util";
import type { EventQuery, HealthBucket } from "../events/query/types.ts";
import type {
  EventIndexReader,
  EventIndexTallies,
  FigureGroup,
  GroupOptions,
  Health,
  HealthOptions,
  PeopleCounted,
  SignatureGroup,
  SignatureOptions,
} from "../stores/event-index/port.ts";
import { type Rollups, RollupsUnavailable } from "../stores/rollups/port.ts";
import { type AnswerOptions, everyVerdict, FigureSum } from "./answer.ts";
import { cover, lengthOf, widestWithin } from "./cover.ts";
import { loadSlots } from "./load-slots.ts";
import { figuresPerChannel } from "./per-channel.ts";
import { type Question, questionOf } from "./question.ts";
import { signaturesOf } from "./signatures.ts";
import { addPacked, addPackedPeople, type SlotPart } from "./slot-codec.ts";
import { createSlotSource } from "./slot-source.ts";
import { splitBy } from "./split.ts";

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
  const source = createSlotSource(index, rollups);

  /** Covers of a range: by slots that fit into buckets, and by the widest there are. */
  async function covered(query: EventQuery, bucketMs: number | null, question: Question) {
    const [widest, widestOfAll] = [widestWithin(bucketMs), widestWithin(null)];
    if (
      widest === null ||
      widestOfAll === null ||
      query.to - query.from < SHORTEST ||
      question.channels.length === 0
    )
      return null;
    const settled = await source.settled(question.channels, query).catch(unavailable);
    if (settled === null) return null;
    const parts = cover(query, widest, settled);
    if (lengthOf(parts.live) > MOST_OPEN * (query.to - query.from)) return null;
    return { parts, wide: cover(query, widestOfAll, settled) };
  }

  /** One Channel's question and the cover of its range; null where the index has to answer. */
  async function asked(query: EventQuery, bucketMs: number | null, people: boolean) {
    const question = questionOf(query);
    const [channel, ...others] = question?.channels ?? [];
    if (question === null || channel === undefined || others.length > 0) return null;
    if (people && !question.peopleFollow) return null;
    const covers = await covered(query, bucketMs, question);
    return covers === null ? null : { channel, question, ...covers };
  }

  async function health(
    query: EventQuery,
    { bucketMs, percentiles, bucketPeople = percentiles ? "all" : "none" }: HealthOptions,
  ): Promise<Health | null> {
    const found = await asked(query, bucketMs, percentiles);
    if (found === null) return null;
    const { channel, question, parts, wide } = found;
    const figures = percentiles ? "figures" : "counts";
    const inBuckets = peopleParts(question, bucketPeople);
    const inTotal = peopleParts(question, percentiles ? "all" : "none");
    const options: AnswerOptions = { ...question, detailed: percentiles };
    // The same people are in bucket after bucket: of the whole range they are read once, in slots as wide as there are.
    const apart = percentiles && !(bucketPeople === "all" && isDeepStrictEqual(wide, parts));
    const [stored, open, people] = await Promise.all([
      source.packed([channel], parts.slots, [figures, ...inBuckets]),
      source.live(query.scope, channel, parts.live, percentiles ? [figures, "people"] : [figures]),
      apart ? source.packed([channel], wide.slots, inTotal) : null,
    ]);
    const buckets = new Map<number, FigureSum>();
    const bucketAt = (at: number): FigureSum => {
      const start = Math.floor(at / bucketMs) * bucketMs;
      const known = buckets.get(start) ?? new FigureSum(options);
      buckets.set(start, known);
      return known;
    };
    for (const packed of stored) addPacked(bucketAt(packed.at), packed);
    for (const { at, slot } of open) bucketAt(at).addSlot(slot);
    const total = new FigureSum(options);
    for (const bucket of buckets.values()) total.addFigures(bucket);
    for (const packed of people ?? stored) addPackedPeople(total, packed);
    if (percentiles) for (const { slot } of open) total.addPeople(slot);
    const answered = [...buckets].map(([at, bucket]): HealthBucket => ({ at, ...bucket.result() }));
    return {
      total: total.result(),
      buckets: answered.filter(({ requests }) => requests > 0).sort((a, b) => a.at - b.at),
    };
  }

  async function groups(query: EventQuery, options: GroupOptions): Promise<FigureGroup[] | null> {
    const { by, limit, bucketMs = null, percentiles = true, people = percentiles ? "all" : "none" } = options;
    if (by === "worker") return null;
    if (by === "channel") {
      const question = questionOf(query);
      if (question === null || (people !== "none" && !question.peopleFollow)) return null;
      const covers = await covered(query, bucketMs, question);
      if (covers === null) return null;
      const wanted: SlotPart[] = [percentiles ? "figures" : "counts", ...peopleParts(question, people)];
      return await figuresPerChannel({ index, source }, query, options, {
        question,
        wanted,
        parts: covers.parts,
      });
    }
    const found = people !== "none" ? null : await asked(query, bucketMs, false);
    if (found === null || bucketMs !== null) return null;
    const { channel, question, parts } = found;
    const loaded = await loadSlots(source, query, channel, parts, [percentiles ? "figures" : "counts"]);
    return splitBy(loaded, by, { ...question, detailed: percentiles }).slice(0, limit);
  }

  async function signatures(query: EventQuery, options: SignatureOptions): Promise<SignatureGroup[] | null> {
    const found = await asked(query, options.bucketMs ?? null, true);
    if (found === null) return null;
    const { channel, parts, question } = found;
    const loaded = await loadSlots(source, query, channel, parts, ["signatures"]);
    return signaturesOf(loaded, question.faults, options);
  }

  return {
    search: (query, page) => index.search(query, page),
    facets: (query, fields, limit) => index.facets(query, fields, limit),
    health: async (query, options) =>
      (await health(query, options).catch(unavailable)) ?? (await index.health(query, options)),
    groups: async (query, options) =>
      (await groups(query, options).catch(unavailable)) ?? (await index.groups(query, options)),
    signatures: async (query, options) =>
      (await signatures(query, options).catch(unavailable)) ?? (await index.signatures(query, options)),
  };
}

/** Which parts tell who was there: by verdict only where some verdicts are left out. */
function peopleParts({ faults }: Question, whom: PeopleCounted): readonly SlotPart[] {
  if (whom === "none") return [];
  if (!everyVerdict(faults)) return ["people"];
  return whom === "affected" ? ["affected"] : ["affected", "audience"];
}

/** Without rollups everything is answered by the index, only slower. */
function unavailable(error: unknown): null {
  if (error instanceof RollupsUnavailable) return null;
  throw error;
}
