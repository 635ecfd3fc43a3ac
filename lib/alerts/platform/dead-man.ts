import type { Clock } from "../../clock.ts";
import type { Database } from "../../database/client.ts";
import { formatDuration } from "../../format/duration.ts";
import type { Log } from "../../log.ts";
import type { Outgoing } from "../../outgoing/types.ts";
import { sendAction } from "../actions/send.ts";
import type { ActionSettings } from "../actions/types.ts";
import { openDestination } from "../destinations/settings.ts";
import type { AlertMessage, OpenDestination } from "../message.ts";
import { judgedTo } from "./judged-to.ts";
import { ABOUT } from "./measures.ts";
import { platformMessage } from "./message.ts";

/** Judging that stood still for so long, by this process's own clock, has stopped. */
const STOPPED_MS = 3 * 60_000;
/** After a longer gap between two looks (a machine that slept) nothing is known of the time between. */
const LONGEST_GAP_MS = 90_000;
const ABOVE_MINUTES = STOPPED_MS / 60_000;

interface Deps {
  database: Pick<Database, "$queryRaw" | "pipelineProgress" | "destination">;
  clock: Clock;
  log: Log;
  http: Outgoing;
  settings: ActionSettings;
  encryptionKey: string;
  /** Where links lead, without a slash at the end; names the installation. */
  origin: string;
}

/**
 * Raises the alarm when alerts are not judged any more, from a process that judges none: web. It speaks to the
 * installation's PagerDuty destinations itself, for whoever delivers may be gone as well. Several webs may do so: their
 * events have one dedup key.
 */
export class DeadMan {
  readonly #deps: Deps;
  #advanced: { to: number | null; at: number };
  #looked: number;
  /** null: not known, as after a start. */
  #alarm: boolean | null = null;
  /** As last read: the database may be what is gone. */
  #pagers: OpenDestination[] = [];

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#looked = deps.clock.now();
    this.#advanced = { to: null, at: this.#looked };
  }

  /** One look; call it every half minute or so. Never throws. */
  async look(): Promise<void> {
    const { database, clock, log } = this.#deps;
    const now = clock.now();
    if (now - this.#looked > LONGEST_GAP_MS) this.#advanced = { ...this.#advanced, at: now };
    this.#looked = now;
    const known = await judgedTo(database, now).catch((error: unknown) => {
      log.warn({ error: String(error) }, "cannot tell how far alerts are judged");
      return null;
    });
    if (known !== null && known > (this.#advanced.to ?? Number.NEGATIVE_INFINITY)) {
      const first = this.#advanced.to === null;
      this.#advanced = { to: known, at: now };
      // What was read first may be from before the start: only the next advance shows that somebody judges.
      if (!first) await this.#say(false, now);
    } else if (now - this.#advanced.at >= STOPPED_MS) await this.#say(true, now);
    await this.#remember(database).catch(() => undefined);
  }

  async #remember(database: Deps["database"]): Promise<void> {
    const rows = await database.destination.findMany({
      where: { channelSlug: null, removedAt: null, disabledAt: null, type: "pagerduty" },
      select: { id: true, name: true, type: true, settings: true },
    });
    this.#pagers = rows.map((row) => openDestination(row, this.#deps.encryptionKey));
  }

  async #say(alarm: boolean, now: number): Promise<void> {
    if (this.#alarm === alarm) return;
    const { http, settings, log } = this.#deps;
    const message = this.#message(alarm, now);
    const context = { http, settings, deliveryId: message.data.incident_id, now };
    const outcomes = await Promise.all(this.#pagers.map((pager) => sendAction(pager, message, context)));
    const missed = outcomes.filter(({ outcome }) => outcome !== "delivered");
    if (alarm) log.error({ pagers: outcomes.length, missed }, "alerts are not judged any more");
    // Said again at the next look to whoever has not heard it: the key is the same.
    if (missed.length === 0) this.#alarm = alarm;
  }

  #message(alarm: boolean, now: number): AlertMessage {
    const { origin } = this.#deps;
    const { at } = this.#advanced;
    const trigger = {
      type: "platform" as const,
      measure: "evaluation_behind" as const,
      above: ABOVE_MINUTES,
      for_minutes: 0,
    };
    const title = alarm
      ? `Alert Recipes have not been judged for ${formatDuration(now - at)}`
      : "Alert Recipes are judged again";
    return platformMessage(
      { id: "dead-man", name: ABOUT.evaluation_behind.name, trigger },
      {
        id: `evaluation-stopped-${new URL(origin).host}`,
        number: 0,
        startedAt: at,
        firedAt: now,
        notifiedAt: null,
        remindedAt: null,
        acknowledgedBy: null,
        trigger: null,
        threshold: null,
      },
      {
        type: alarm ? "alert.firing" : "alert.recovered",
        at: now,
        title,
        value: alarm ? (now - at) / 60_000 : null,
        recoveredAt: alarm ? null : now,
        origin,
      },
    );
  }
}
