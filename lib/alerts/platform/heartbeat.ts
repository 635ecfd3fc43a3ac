import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/client.ts";
import type { Outgoing } from "../../outgoing/types.ts";
import { judgedTo } from "./judged-to.ts";

/** Alerts that were judged up to longer ago are not judged any more. */
const STANDS_AFTER_MS = 120_000;
const EVERY_MS = 60_000;

interface Deps {
  database: Pick<Database, "$queryRaw" | "pipelineProgress">;
  clock: Clock;
  http: Pick<Outgoing, "postTrusted">;
  /** Of the outside monitor. */
  url: string;
}

/**
 * Tells an outside monitor, once a minute, that alerts are judged. While they are not it says nothing, and the monitor
 * raises the alarm: that way it does even when nothing here runs any more.
 */
export class Heartbeat {
  readonly #deps: Deps;
  #sentAt = Number.NEGATIVE_INFINITY;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Sends if it is time and all is well; answers whether it did. Throws when the monitor does not take it. */
  async beat(): Promise<boolean> {
    const { database, clock, http, url } = this.#deps;
    const now = clock.now();
    if (now - this.#sentAt < EVERY_MS) return false;
    const judged = await judgedTo(database, now);
    if (judged === null || now - judged > STANDS_AFTER_MS) return false;
    const body = JSON.stringify({ judged_to: new Date(judged).toISOString() });
    const { status } = await http.postTrusted({ url, headers: { "content-type": "application/json" }, body });
    if (status >= 300) throw new Error(`The outside monitor answered HTTP ${status}.`);
    this.#sentAt = now;
    return true;
  }
}
