import { AppError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { LoadedPerson } from "../members/load-person.ts";

/**
 * next-auth shows an error's message as a code in the address of the sign-in page: what was not foreseen goes into the
 * log, and is `unavailable` there.
 */
export async function userOrCode(
  log: Pick<Log, "error">,
  attempt: () => Promise<LoadedPerson>,
  prefix = "",
): Promise<{ id: string }> {
  try {
    return { id: (await attempt()).person.id };
  } catch (error) {
    if (error instanceof AppError) throw new Error(`${prefix}${error.code}`);
    log.error({ err: error }, "sign-in failed");
    throw new Error("unavailable");
  }
}
