import type { IftttDeps } from "../deps.ts";
import { identitiesConcerned } from "./concerned.ts";
import { markTold, pendingTransitions } from "./pending.ts";
import { type Engine, postNotifications } from "./post.ts";

/**
 * Tells the engine of every transition that it was not told of, and remembers that once it took it: at least once,
 * twice where this process dies in between. Answers how many identities were told; throws when the engine does not
 * take it, and the next call tries again.
 */
export async function notifyRealtime(
  { database, clock }: IftttDeps,
  engine: Engine,
  signal: AbortSignal,
): Promise<number> {
  let told = 0;
  while (!signal.aborted) {
    const { ids, transitions } = await pendingTransitions(database, clock.now());
    if (ids.length === 0) break;
    const identities = await identitiesConcerned(database, transitions);
    await postNotifications(engine, identities, signal);
    await markTold(database, ids);
    told += identities.length;
  }
  return told;
}
