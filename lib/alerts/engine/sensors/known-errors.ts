import type { ErrorSignature, EventQuery } from "../../../events/query/types.ts";
import { signatureKey } from "../../../rollups/slot.ts";
import type { EventIndexReader } from "../../../stores/event-index/port.ts";
import { lookUpError } from "../look-up-error.ts";

const MINUTE = 60_000;
const PAST = 30 * 24 * 60 * MINUTE;
/** So long after it was first seen, an error is a known one. */
const NEW_FOR = 60 * MINUTE;
const KNOWN_FOR = 10 * MINUTE;
const MOST_LISTED = 5_000;

/** Up to when an error has to have been seen to be a known one at `at`. */
export const knownTo = (at: number) => Math.floor((at - NEW_FOR) / KNOWN_FOR) * KNOWN_FOR;

/** Errors of a Channel by when they were first seen, within the 30 days up to an instant. */
export class KnownErrors {
  readonly #reader: EventIndexReader;
  readonly #about: Pick<EventQuery, "scope" | "where">;
  #to = 0;
  #firstSeen = new Map<string, number>();
  /** Those that were looked up, and are new. */
  #fresh = new Set<string>();

  constructor(reader: EventIndexReader, about: Pick<EventQuery, "scope" | "where">) {
    this.#reader = reader;
    this.#about = about;
  }

  /** Has to be called before errors are asked about. */
  async readUpTo(to: number): Promise<void> {
    if (this.#to === to) return;
    const query = { ...this.#about, from: to - PAST, to };
    const found = await this.#reader.signatures(query, { limit: MOST_LISTED });
    this.#firstSeen = new Map(found.map((one) => [signatureKey(one), one.first_seen]));
    this.#fresh = new Set();
    this.#to = to;
  }

  /** null: not known, as far as was read or looked up. */
  firstSeen(error: ErrorSignature): number | null {
    return this.#firstSeen.get(signatureKey(error)) ?? null;
  }

  /** Whether the index itself has no such event, either. */
  async isNew(error: ErrorSignature): Promise<boolean> {
    const key = signatureKey(error);
    if (this.#fresh.has(key)) return true;
    if (this.#firstSeen.has(key)) return false;
    const query = { ...this.#about, from: this.#to - PAST, to: this.#to };
    const first = await lookUpError(this.#reader, query, error);
    if (first === null) this.#fresh.add(key);
    else this.#firstSeen.set(key, first);
    return first === null;
  }
}
