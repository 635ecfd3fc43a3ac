import type { ChannelScope } from "../channels/access.ts";
import type { EventIndexReader } from "../stores/event-index/port.ts";
import { networkFailures } from "./network-failures.ts";
import type { Condition, ErrorSignature, FaultCounts } from "./query/types.ts";
import { isNetworkError, MANY_USERS, refusesEverybody } from "./verdict.ts";
import type { VerdictChanges } from "./views.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A verdict is about a minute; over longer ranges several of them are judged together, as many as rollups keep together. */
function judgedBucket({ from, to }: { from: number; to: number }): number {
  if (to - from <= 3 * DAY) return MINUTE;
  return to - from <= 31 * DAY ? 10 * MINUTE : 60 * MINUTE;
}

/** Refusals (401, 403) in minutes in which the Channel refused everybody: the partner's fault, not its users'. */
async function refusalsOfEverybody(
  index: EventIndexReader,
  scope: ChannelScope,
  range: { from: number; to: number },
): Promise<number> {
  const { from, to } = range;
  const bucketMs = judgedBucket(range);
  const all = await index.health({ scope, from, to, where: [] }, { bucketMs, percentiles: false });
  // Who failed is dear to ask for, and hardly ever needed: there are no more users than failures.
  const suspect = all.buckets.filter(({ requests, faults }) =>
    refusesEverybody({ requests, userFailures: faults.user, usersFailing: faults.user }),
  );
  const [first, last] = [suspect[0], suspect.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const where: Condition[] = [
    { type: "failed", value: true },
    { type: "keyword", field: "fault", values: ["user"], not: false },
  ];
  const span = { from: Math.max(from, first.at), to: Math.min(to, last.at + bucketMs) };
  const refused = await index.health({ scope, where, ...span }, { bucketMs, percentiles: true });
  const users = new Map(refused.buckets.map((bucket) => [bucket.at, bucket.users]));
  return suspect
    .filter(({ at, requests, faults }) =>
      refusesEverybody({ requests, userFailures: faults.user, usersFailing: users.get(at) ?? 0 }),
    )
    .reduce((sum, { faults }) => sum + faults.user, 0);
}

interface FaultsInContext extends VerdictChanges {
  faults: FaultCounts;
}

/** Counts per fault after each minute's context; their sum stays what it was. `faults` are those from events alone. */
export async function faultsInContext(
  index: EventIndexReader,
  scope: ChannelScope,
  channel: string,
  { now, ...range }: { from: number; to: number; now: number },
  faults: FaultCounts,
): Promise<FaultsInContext> {
  const { from, to } = range;
  const [refusals, network] = await Promise.all([
    faults.user < MANY_USERS ? 0 : refusalsOfEverybody(index, scope, range),
    faults.partner === 0
      ? new Map<number, number>()
      : networkFailures(index, scope, channel, { from, to, now, bucketMs: judgedBucket(range) }),
  ]);
  const overruled = Math.min(refusals, faults.user);
  const onTheWay = Math.min(
    [...network.values()].reduce((sum, count) => sum + count, 0),
    faults.partner,
  );
  return {
    faults: {
      ...faults,
      user: faults.user - overruled,
      network: faults.network + onTheWay,
      partner: faults.partner - onTheWay + overruled,
    },
    refusedEverybody: overruled,
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
