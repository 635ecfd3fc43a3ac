import type { ChannelScope } from "../channels/access.ts";
import type { EventIndexReader, Health } from "../stores/event-index/port.ts";
import { judgeStretches } from "./judged-stretches.ts";
import { networkFailures } from "./network-failures.ts";
import type { Condition, ErrorSignature, FaultCounts } from "./query/types.ts";
import { isNetworkError, MANY_USERS, refusesEverybody } from "./verdict.ts";
import type { VerdictChanges } from "./views.ts";

interface Span {
  from: number;
  to: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A verdict is about a minute; over longer ranges several of them are judged together, as many as rollups keep together. */
function judgedBucket({ from, to }: Span): number {
  if (to - from <= 3 * DAY) return MINUTE;
  return to - from <= 31 * DAY ? 10 * MINUTE : 60 * MINUTE;
}

/** Refusals (401, 403) in minutes in which the Channel refused everybody, by minute (or what is judged together). */
async function refusalsOfEverybody(
  index: EventIndexReader,
  scope: ChannelScope,
  { from, to }: Span,
  bucketMs: number,
): Promise<Map<number, number>> {
  const all = await index.health({ scope, from, to, where: [] }, { bucketMs, percentiles: false });
  // Who failed is dear to ask for, and hardly ever needed: there are no more users than failures.
  const suspect = all.buckets.filter(({ requests, faults }) =>
    refusesEverybody({ requests, userFailures: faults.user, usersFailing: faults.user }),
  );
  const [first, last] = [suspect[0], suspect.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  const where: Condition[] = [
    { type: "failed", value: true },
    { type: "keyword", field: "fault", values: ["user"], not: false },
  ];
  const span = { from: Math.max(from, first.at), to: Math.min(to, last.at + bucketMs) };
  const refused = await index.health({ scope, where, ...span }, { bucketMs, percentiles: true });
  const users = new Map(refused.buckets.map((bucket) => [bucket.at, bucket.users]));
  return new Map(
    suspect
      .filter(({ at, requests, faults }) =>
        refusesEverybody({ requests, userFailures: faults.user, usersFailing: users.get(at) ?? 0 }),
      )
      .map(({ at, faults }) => [at, faults.user]),
  );
}

interface FaultsInContext extends VerdictChanges {
  faults: FaultCounts;
}

/**
 * Counts per fault after each minute's context; their sum stays what it was. `figures` are the range's, of all
 * requests or one endpoint's, with buckets of `bucketMs`.
 */
export async function faultsInContext(
  index: EventIndexReader,
  scope: ChannelScope,
  channel: string,
  { from, to, now, bucketMs }: Span & { now: number; bucketMs: number },
  { total: { faults }, buckets }: Health,
): Promise<FaultsInContext> {
  const judgedMs = judgedBucket({ from, to });
  const range = { channel, from, to, now, bucketMs, judgedMs };
  const changed = await judgeStretches(index, range, buckets, async (span) => {
    const [refusals, network] = await Promise.all([
      faults.user < MANY_USERS
        ? new Map<number, number>()
        : refusalsOfEverybody(index, scope, span, judgedMs),
      faults.partner === 0
        ? new Map<number, number>()
        : networkFailures(index, scope, channel, { ...span, now, bucketMs: judgedMs }),
    ]);
    const starts = new Set([...refusals.keys(), ...network.keys()]);
    return new Map(
      [...starts].map((at) => [at, { refused: refusals.get(at) ?? 0, onTheWay: network.get(at) ?? 0 }]),
    );
  });
  const { refused, onTheWay } = changed;
  return {
    faults: {
      ...faults,
      user: faults.user - refused,
      network: faults.network + onTheWay,
      partner: faults.partner - onTheWay + refused,
    },
    refusedEverybody: refused,
    networkBroken: onTheWay,
  };
}

/** A signature spans many minutes: it shows the verdict that most failures of its kind got. */
export function signaturesInContext<S extends ErrorSignature>(
  signatures: readonly S[],
  alone: FaultCounts,
  { refusedEverybody, networkBroken }: VerdictChanges,
): S[] {
  const onTheWay = signatures
    .filter(({ label, fault }) => fault === "partner" && isNetworkError(label))
    .reduce((sum, { count }) => sum + count, 0);
  const network = networkBroken > onTheWay / 2;
  const everybody = refusedEverybody > alone.user / 2;
  return signatures.map((signature) => {
    const { fault, label } = signature;
    if (fault === "partner" && network && isNetworkError(label)) return { ...signature, fault: "network" };
    return fault === "user" && everybody ? { ...signature, fault: "partner" } : signature;
  });
}
