import type { Clock } from "#lib/clock.ts";
import type { Log } from "#lib/log.ts";
import type { Outgoing } from "#lib/outgoing/types.ts";

const EVERY_MS = 60_000;
/** Alerts that are judged by figures older than this are as good as not judged. */
const FRESH_MS = 2 * 60_000;

interface Deps {
  http: Pick<Outgoing, "postTrusted">;
  clock: Clock;
  log: Log;
}

/**
 * Tells an outside monitor once a minute that alerts are judged, and nothing while they are not: the monitor raises
 * the alarm then, also when nobody here lives to raise one.
 */
export class DeadManSignal {
  readonly #url: string;
  readonly #deps: Deps;
  #last = Number.NEGATIVE_INFINITY;

  constructor(url: string, deps: Deps) {
    this.#url = url;
    this.#deps = deps;
  }

  /** A round over all alert Recipes came to this watermark, milliseconds since 1970. */
  async judged(to: number): Promise<void> {
    const { http, clock, log } = this.#deps;
    const now = clock.now();
    if (now - this.#last < EVERY_MS || now - to > FRESH_MS) return;
    this.#last = now;
    try {
      const { status } = await http.postTrusted({ url: this.#url, headers: {}, body: "" });
      if (status >= 300) log.warn({ status }, "the outside monitor refused the heartbeat");
    } catch (error) {
      log.warn({ error: String(error) }, "the outside monitor cannot be reached");
    }
  }
}
