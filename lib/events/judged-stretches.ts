import type { HealthBucket } from "./query/types.ts";
import { MANY_USERS } from "./verdict.ts";

/** Late events, and other Channels' that decide a verdict, have hardly any more to come for a stretch that ended so long ago. */
const SETTLED_AFTER = 10 * 60_000;
const MOST_KEPT = 20_000;
/** More gaps than this, and everything between the first and the last stretch is judged at once. */
const MOST_STRETCHES = 4;

/** How many failures of a stretch are judged otherwise in their minutes' context. */
export interface Judged {
  /** Refusals of everybody: the partner's. */
  refused: number;
  /** Partner's failures that were the network's. */
  onTheWay: number;
}

/** Figures of [from, to) that are judged as a whole; milliseconds. */
interface Stretch {
  from: number;
  to: number;
  user: number;
  partner: number;
  /** What identifies its verdict while it lasts; null: it is not settled, or cut by the range. */
  key: string | null;
}

export interface JudgedRange {
  channel: string;
  from: number;
  to: number;
  now: number;
  /** Width of the buckets of the figures, and of what is judged together; one divides the other. */
  bucketMs: number;
  judgedMs: number;
}

type Judge = (stretch: { from: number; to: number }) => Promise<Map<number, Judged>>;

/** Kept per index: a page that is asked for again has the same verdicts wherever its counts are the same. */
const kept = new WeakMap<object, Map<string, Judged>>();

function stretchesOf(buckets: readonly HealthBucket[], range: JudgedRange): Stretch[] {
  const width = Math.max(range.bucketMs, range.judgedMs);
  const stretches = new Map<number, Stretch & { counts: number[] }>();
  for (const { at, requests, failures, faults } of buckets) {
    const from = Math.floor(at / width) * width;
    const known = stretches.get(from) ?? {
      from,
      to: from + width,
      user: 0,
      partner: 0,
      key: null,
      counts: [],
    };
    known.user += faults.user;
    known.partner += faults.partner;
    known.counts.push(requests, failures, faults.user, faults.partner);
    stretches.set(from, known);
  }
  return [...stretches.values()].map(({ counts, ...stretch }) => {
    const whole = stretch.from >= range.from && stretch.to <= Math.min(range.to, range.now - SETTLED_AFTER);
    const key = [range.channel, range.judgedMs, stretch.from, stretch.to, ...counts].join(" ");
    return { ...stretch, key: whole ? key : null };
  });
}

/** Neighbours become one question. */
function joined(stretches: readonly Stretch[]): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = spans.at(-1);
    if (last?.to === from) last.to = to;
    else spans.push({ from, to });
  }
  const [first, last] = [spans[0], spans.at(-1)];
  if (spans.length <= MOST_STRETCHES || first === undefined || last === undefined) return spans;
  return [{ from: first.from, to: last.to }];
}

/**
 * What context changes in a range, from the buckets of its figures. `judge` answers per start of what is judged
 * together; it is asked only for stretches that may have something to judge and whose counts are not those it judged
 * before.
 */
export async function judgeStretches(
  index: object,
  range: JudgedRange,
  buckets: readonly HealthBucket[],
  judge: Judge,
): Promise<Judged> {
  const known = kept.get(index) ?? new Map<string, Judged>();
  kept.set(index, known);
  const doubtful = stretchesOf(buckets, range).filter(
    ({ user, partner }) => user >= MANY_USERS || partner > 0,
  );
  const unknown = doubtful.filter(({ key }) => key === null || !known.has(key));
  const answers = await Promise.all(
    joined(unknown).map(({ from, to }) =>
      judge({ from: Math.max(from, range.from), to: Math.min(to, range.to) }),
    ),
  );
  const found = answers.flatMap((answer) => [...answer]);
  const sum: Judged = { refused: 0, onTheWay: 0 };
  for (const { from, to, key, user, partner } of doubtful) {
    const before = key === null ? undefined : known.get(key);
    const judged = before ?? { refused: 0, onTheWay: 0 };
    if (before === undefined) {
      for (const [at, { refused, onTheWay }] of found) {
        // The first one of a range may begin before it.
        if (Math.max(at, range.from) < Math.max(from, range.from) || at >= to) continue;
        judged.refused += refused;
        judged.onTheWay += onTheWay;
      }
    }
    if (key !== null) keep(known, key, judged);
    sum.refused += Math.min(judged.refused, user);
    sum.onTheWay += Math.min(judged.onTheWay, partner);
  }
  return sum;
}

/** The most recently used are kept. */
function keep(known: Map<string, Judged>, key: string, judged: Judged): void {
  known.delete(key);
  known.set(key, judged);
  const oldest = known.keys().next();
  if (known.size > MOST_KEPT && oldest.done !== true) known.delete(oldest.value);
}
