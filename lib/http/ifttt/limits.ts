import { AppError } from "../../errors.ts";
import { RateLimit } from "../../events/ingest/rate-limit.ts";
import { remoteAddress } from "../remote-address.ts";

/** Of one person's triggers; the engine for itself may ask as often. */
const calls = new RateLimit({ perSecond: 20, burst: 400 });
/** Of one address that does not know a key or a token. */
const failures = new RateLimit({ perSecond: 1, burst: 300 });

/** Throws `rate_limited`. */
export function takeCall(key: string, now: number): void {
  inWords(() => calls.take(key, 1, now));
}

/** Counts a call that could not say who it is of. Throws `rate_limited` for an address that has too many. */
export function takeFailure(request: Request, now: number): void {
  const address = remoteAddress(Object.fromEntries(request.headers));
  inWords(() => failures.take(address, 1, now));
}

function inWords(take: () => void): void {
  try {
    take();
  } catch (error) {
    if (!(error instanceof AppError) || error.retryAfter === undefined) throw error;
    throw new AppError("rate_limited", "These are too many requests. Try again later.", {
      retryAfter: error.retryAfter,
    });
  }
}
