import type { DemoRecipe, DemoStep } from "./population/types.ts";
import type { Random } from "./random.ts";

/** How long the platform waits for an answer, milliseconds. */
export const ANSWER_TIMEOUT_MS = 10_000;

const MAX_ATTEMPTS = 3;
const FIRST_BACKOFF_MS = 1_500;
const LONGEST_BACKOFF_MS = 60_000;
/** Share of runs that first ask whether the user's connection still holds. */
const CHECK_SHARE = 0.02;

/** Requests that a run makes on an ordinary day, on average; the level in `rhythm.ts` is met through it. */
export const REQUESTS_PER_RUN = 1.57;

/** The next request of a run, to be made `waitMs` after the last one ended. */
export interface CallOrder {
  step: DemoStep;
  attempt: number;
  maxAttempts: number;
  waitMs: number;
}

export interface CallResult {
  ok: boolean;
  /** Another try makes sense. */
  transient: boolean;
  retryAfterMs: number | null;
  /** A trigger had something new. */
  fresh: boolean;
}

function* call(step: DemoStep, random: Random): Generator<CallOrder, CallResult, CallResult> {
  let waitMs = 5 + 40 * random.next();
  for (let attempt = 1; ; attempt++) {
    const result = yield { step, attempt, maxAttempts: MAX_ATTEMPTS, waitMs };
    if (result.ok || !result.transient || attempt === MAX_ATTEMPTS) return result;
    const backoff = FIRST_BACKOFF_MS * 4 ** (attempt - 1) * (0.8 + 0.4 * random.next());
    waitMs = Math.min(LONGEST_BACKOFF_MS, Math.max(backoff, result.retryAfterMs ?? 0));
  }
}

/** One run of a Recipe, driven by whoever makes the requests: really (the runner) or on paper (the history). */
export function* recipeRun(recipe: DemoRecipe, random: Random): Generator<CallOrder, void, CallResult> {
  const { trigger, query, action } = recipe;
  if (random.next() < CHECK_SHARE) {
    const check = trigger.channel.endpoints.find((endpoint) => endpoint.kind === "auth");
    if (check !== undefined) {
      const held = yield* call({ channel: trigger.channel, endpoint: check }, random);
      if (!held.ok) return;
    }
  }
  const poll = yield* call(trigger, random);
  if (!poll.ok || !poll.fresh) return;
  if (query !== null) yield* call(query, random);
  yield* call(action, random);
}

/** Whether a failed call is tried again: no answer, the partner's own failure, or too many requests. */
export function isTransient(status: number | null): boolean {
  return status === null || status === 429 || status >= 500;
}
