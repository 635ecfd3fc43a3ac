import type { Clock } from "../../clock.ts";
import { AppError } from "../../errors.ts";
import { checkDestination, type Resolve } from "../../outgoing/client.ts";
import { OutgoingRefused } from "../../outgoing/types.ts";

export interface DestinationDeps {
  clock: Clock;
  encryptionKey: string;
  /** Loopback and private networks too, for development and tests. */
  allowPrivate: boolean;
  /** The system's name servers by default. */
  resolve?: Resolve;
}

/** What is needed to write destinations within a transaction, in which nobody may be asked anything any more. */
export interface DestinationWriter {
  clock: Clock;
  encryptionKey: string;
  /** Addresses that were checked; null: may be called. */
  checked: ReadonlyMap<string, OutgoingRefused | null>;
}

/** Name servers asked at once. */
const AT_ONCE = 16;

/** Asks about the addresses of these; before the transaction that writes them begins. */
export async function checkAddresses(
  { clock, encryptionKey, ...client }: DestinationDeps,
  targets: readonly object[],
): Promise<DestinationWriter> {
  const urls = [...new Set(targets.flatMap((target) => urlsOf(target)))];
  const checked = new Map<string, OutgoingRefused | null>();
  for (let first = 0; first < urls.length; first += AT_ONCE) {
    const some = urls.slice(first, first + AT_ONCE);
    const found = await Promise.all(some.map((url) => refusalOf(url, client)));
    for (const [place, url] of some.entries()) checked.set(url, found[place] ?? null);
  }
  return { clock, encryptionKey, checked };
}

/** Throws `bad_request` on `url` for one that is not to be called. */
export function requireCallable({ checked }: DestinationWriter, url: string): void {
  const refusal = checked.get(url);
  if (refusal === undefined) throw new Error("An address has to be checked before its transaction.");
  if (refusal !== null) throw new AppError("bad_request", refusal.message, { field: "url", cause: refusal });
}

/** Of an action, or of a destination. */
function urlsOf(target: object): string[] {
  const own = "url" in target && typeof target.url === "string" ? [target.url] : [];
  const failover = "failover" in target && target.failover instanceof Object ? urlsOf(target.failover) : [];
  return [...own, ...failover];
}

async function refusalOf(
  url: string,
  client: Pick<DestinationDeps, "allowPrivate" | "resolve">,
): Promise<OutgoingRefused | null> {
  try {
    await checkDestination(url, client);
    return null;
  } catch (error) {
    if (error instanceof OutgoingRefused) return error;
    throw error;
  }
}
