import { AppError } from "../errors.ts";
import type { MemberDeps } from "./deps.ts";

const WINDOW_MS = 15 * 60_000;
const PER_ACCOUNT_AND_ADDRESS = 5;
/** Addresses can be invented by whoever reaches the server without a proxy; guessing one account stays slow even so. */
const PER_ACCOUNT = 100;

/**
 * Notes one try, before its password is looked at. Throws `rate_limited` with the seconds to wait when there were
 * five by this address for this account in 15 minutes, whether or not the account exists.
 */
export async function takeSignInAttempt(
  { database, clock }: MemberDeps,
  { email, address }: { email: string; address: string },
): Promise<void> {
  const now = clock.now();
  const windowStart = new Date(now - WINDOW_MS);
  const tries = await database.$transaction(async (tx) => {
    // One at a time for an account: tries at the same instant must not all be the fifth.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`sign-in ${email}`}, 0))`;
    await tx.signInAttempt.deleteMany({ where: { at: { lte: windowStart } } });
    const earlier = await tx.signInAttempt.findMany({
      where: { email, at: { gt: windowStart } },
      orderBy: { at: "asc" },
      select: { address: true, at: true },
    });
    const here = earlier.filter((attempt) => attempt.address === address);
    const full =
      here.length >= PER_ACCOUNT_AND_ADDRESS ? here : earlier.length >= PER_ACCOUNT ? earlier : undefined;
    if (full === undefined) await tx.signInAttempt.create({ data: { email, address, at: new Date(now) } });
    return full;
  });
  const oldest = tries?.[0];
  if (oldest === undefined) return;
  const retryAfter = Math.max(1, Math.ceil((oldest.at.getTime() + WINDOW_MS - now) / 1_000));
  throw new AppError("rate_limited", "Too many tries. Wait a few minutes, then try again.", { retryAfter });
}

export async function forgetSignInAttempts(
  { database }: Pick<MemberDeps, "database">,
  { email, address }: { email: string; address: string },
): Promise<void> {
  await database.signInAttempt.deleteMany({ where: { email, address } });
}
