import { setTimeout as delay } from "node:timers/promises";
import { balances } from "#workers/ledger/account.ts";
import { Ledger } from "#workers/ledger/ledger.ts";
import { Fleet } from "./fleet.ts";
import type { Figures, Verdict, World } from "./types.ts";

export interface FaultRun {
  /** Events each second, before, during and after the fault. */
  perSecond: number;
  /** Worker processes; 1. */
  workers?: number;
  /** Where the workers find the stores, when that is not where the ledger finds them. */
  environment?: Record<string, string>;
  /** Does the harm while events are produced and worked on; resolves when it is over, with figures of its own. */
  fault(fleet: Fleet, ledger: Ledger): Promise<Figures>;
}

/** What reliability promises. */
const LAG = 1_000;
const RECOVERS_WITHIN_MS = 60_000;
const MEMORY_MIB = 200;

const WARM_UP_MS = 2_000;
const LOOK_MS = 500;
const FLOWING_SECONDS = 5;
const DRAINED_WITHIN_MS = 120_000;

/** Looks at lag and workers until the signal; answers the most records that were behind. */
async function watch(fleet: Fleet, ledger: Ledger, stop: AbortSignal): Promise<number> {
  let most = 0;
  while (!stop.aborted) {
    await fleet.tend();
    // A stream that is away says nothing; it is asked again.
    most = Math.max(most, await ledger.lag().catch(() => 0));
    await delay(LOOK_MS, undefined, { signal: stop }).catch(() => undefined);
  }
  return most;
}

/** Produces events at a steady pace, does the harm, and holds the outcome against what is promised. */
export async function underFault(world: World, run: FaultRun): Promise<Verdict> {
  const { perSecond, workers = 1, environment = world.environment, fault } = run;
  const ledger = new Ledger(world);
  const fleet = new Fleet(environment);
  const [enough, over] = [new AbortController(), new AbortController()];
  try {
    for (let worker = 0; worker < workers; worker++) await fleet.join();
    const producing = ledger.produce({ perSecond, events: 1, enough: enough.signal });
    const watching = watch(fleet, ledger, over.signal);
    for (const running of [producing, watching]) running.catch(() => undefined); // awaited below
    await delay(WARM_UP_MS);
    const own = await fault(fleet, ledger);
    const faultOver = performance.now();
    // Whoever produces may need a while, too: only with events flowing does a small lag say anything.
    await ledger.untilProduced(FLOWING_SECONDS * perSecond, DRAINED_WITHIN_MS);
    await ledger.untilCaughtUp(DRAINED_WITHIN_MS, LAG);
    const recovered = performance.now() - faultOver;
    enough.abort();
    await producing;
    await ledger.untilCaughtUp(DRAINED_WITHIN_MS);
    over.abort();
    const lagMost = await watching;
    const account = await ledger.account();
    const { idle, most } = fleet.memory;
    const problems: string[] = [];
    if (!balances(account)) {
      const { missing, inBoth, doubled } = account;
      const some = [...missing, ...inBoth].slice(0, 3).join(" ");
      problems.push(`${missing.length} missing, ${inBoth.length} in both, ${doubled} doubled: ${some}`);
    }
    if (recovered > RECOVERS_WITHIN_MS)
      problems.push(`more than 60 s after the fault until events flowed with a lag below ${LAG}`);
    if (most > idle + MEMORY_MIB) problems.push(`memory ${most} MiB, idle ${idle} MiB`);
    const figures = {
      produced: account.produced,
      indexed: account.indexed,
      "dead-lettered": account.deadLettered,
      doubles: account.doubled,
      missing: account.missing.length,
      "lag most": lagMost,
      "recovered s": Math.round(recovered / 100) / 10,
      "idle MiB": idle,
      "most MiB": most,
      restarts: fleet.restarts,
      ...own,
    };
    return { figures, problems };
  } finally {
    enough.abort();
    over.abort();
    await fleet.close();
  }
}
