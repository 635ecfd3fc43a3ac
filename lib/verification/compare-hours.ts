import {
  type Disagreement,
  isSame,
  NOTHING,
  type NotCompared,
  plus,
  type Reading,
  type Step,
  type StepResult,
  type Sums,
} from "./types.ts";
import { differenceInWords, hourInWords, listed } from "./words.ts";

/** An hour as a store and its source have it. */
export interface HourPair {
  /** Its start, milliseconds since 1970. */
  hour: number;
  source: Reading;
  here: Reading;
}

interface Compared {
  step: Step;
  /** A topic. */
  subject: string;
  /** Who is to have what the source has: `warehouse`. */
  store: string;
  /** Ascending. */
  hours: readonly HourPair[];
  completeTo: number | null;
}

/** Channels that differ; none where a store does not tell its Channels apart. */
function differing({ source, here }: Pick<HourPair, "source" | "here">): string[] {
  if ("unknown" in source || "unknown" in here) return [];
  const [left, right] = [source.channels, here.channels];
  if (left === undefined || right === undefined) return [];
  const names = new Set([...left.keys(), ...right.keys()]);
  return [...names]
    .filter((name) => !isSame(left.get(name) ?? NOTHING, right.get(name) ?? NOTHING))
    .map((name) => name ?? "no Channel")
    .sort((left, right) => (left < right ? -1 : 1));
}

function disagreementOf(
  { subject, store }: Pick<Compared, "subject" | "store">,
  pair: HourPair,
  { source, here }: { source: Sums; here: Sums },
): Disagreement {
  const channels = differing(pair);
  const [only = null] = channels.length === 1 ? channels : [];
  const told = differenceInWords({
    store,
    source,
    here,
    what: `events of ${subject}`,
    when: `of ${hourInWords(pair.hour)}`,
  });
  const where = channels.length === 0 ? "" : ` (${listed(channels)})`;
  const sums = ({ rows, checksum }: Sums): Sums => ({ rows, checksum });
  return {
    store,
    subject,
    channel: only,
    ...(channels.length === 0 ? {} : { channels }),
    hour: pair.hour,
    source: sums(source),
    here: sums(here),
    words: `${told}${where}.`,
  };
}

/** Hours of one reason together, in the order in which reasons come up. */
function byReason(reasons: readonly { hour: number; reason: string }[]): NotCompared[] {
  return [...Map.groupBy(reasons, ({ reason }) => reason)].map(([reason, hours]) => ({
    reason,
    hours: hours.map(({ hour }) => hour),
  }));
}

/** Compares hour by hour. What one of them cannot say yet is not compared, with its reason. */
export function compareHours({ hours, completeTo, ...of }: Compared): StepResult {
  const reasons: { hour: number; reason: string }[] = [];
  const disagreements: Disagreement[] = [];
  let [source, here] = [NOTHING, NOTHING];
  for (const pair of hours) {
    const silent = [pair.source, pair.here].find((reading) => "unknown" in reading);
    if (silent !== undefined && "unknown" in silent) {
      reasons.push({ hour: pair.hour, reason: silent.unknown });
      continue;
    }
    if ("unknown" in pair.source || "unknown" in pair.here) continue;
    source = plus(source, pair.source);
    here = plus(here, pair.here);
    if (!isSame(pair.source, pair.here))
      disagreements.push(disagreementOf(of, pair, { source: pair.source, here: pair.here }));
  }
  const compared = hours.length - reasons.length;
  const state = disagreements.length > 0 ? "unequal" : compared > 0 ? "equal" : "not_compared";
  return {
    step: of.step,
    subject: of.subject,
    state,
    source,
    here,
    completeTo,
    disagreements,
    notCompared: byReason(reasons),
  };
}
