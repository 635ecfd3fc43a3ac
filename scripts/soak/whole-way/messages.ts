import { randomBytes } from "node:crypto";
import { acceptEvent } from "#lib/events/accept.ts";
import { pseudonymizer } from "#lib/events/pseudonym.ts";
import { acceptInteraction } from "#lib/interactions/accept.ts";
import type { StreamMessage } from "#lib/stores/event-stream/port.ts";

export const PSEUDONYM_KEY = "a key of at least 16 characters";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS = 3;
const CHANNELS = 20;
const POISON_EVERY = 200;
/** One in so many is told up to three hours after it happened. */
const LATE_EVERY = 50;
const RECIPE_EVENTS = ["recipe_created", "recipe_enabled", "recipe_run", "recipe_run", "recipe_disabled"];
const RETENTION_MS = 30 * DAY;

export type Topic = "api-requests" | "interactions";

/** Of one Channel, what was produced and can be accepted, each event once. */
export interface Expected {
  rows: number;
  checksum: number;
}

export interface Message extends StreamMessage {
  channel: string;
  /** null: it cannot become an event. */
  checksum: number | null;
}

/** Events of three days before yesterday, or earlier, which are nobody else's; in order but for the late ones. */
export class WholeWay {
  readonly prefix = `whole-way-${randomBytes(4).toString("hex")}`;
  readonly to: number;
  readonly from: number;
  readonly #settings = {
    incarnation: this.prefix,
    retentionMs: RETENTION_MS,
    pseudonymize: pseudonymizer(PSEUDONYM_KEY),
  };

  constructor({ daysAgo = 1 }: { daysAgo?: number } = {}) {
    this.to = (Math.floor(Date.now() / DAY) - daysAgo) * DAY;
    this.from = this.to - DAYS * DAY;
  }

  message(topic: Topic, number: number, of: number): Message {
    const channel = `${this.prefix}-${number % CHANNELS}`;
    const told = this.from + Math.floor((number * (this.to - this.from)) / of);
    const late = number % LATE_EVERY === 0 ? (number % 7) * (HOUR / 2) : 0;
    const shared = {
      id: `${topic}-${number}`,
      timestamp: new Date(Math.max(this.from, told - late)).toISOString(),
      channel,
      user_id: `user-${number % 2_003}`,
      recipe_id: `recipe-${number % 509}`,
    };
    const event = topic === "interactions" ? interaction(shared, number) : request(shared, number);
    const isPoison = number % POISON_EVERY === 13;
    const value = Buffer.from(JSON.stringify(isPoison ? { ...event, timestamp: "yesterday" } : event));
    return { key: channel, value, channel, checksum: isPoison ? null : this.#checksumOf(topic, value) };
  }

  #checksumOf(topic: Topic, value: Buffer): number {
    const accept = topic === "interactions" ? acceptInteraction : acceptEvent;
    const accepted = accept(value, { topic, partition: 0, offset: 0 }, Date.now(), this.#settings);
    if (!("ok" in accepted)) throw new Error(`Not meant to be refused: ${accepted.rejected.detail}`);
    return accepted.ok.checksum;
  }
}

function request(shared: object, number: number): object {
  return {
    ...shared,
    kind: number % 3 === 0 ? "trigger" : "action",
    endpoint: `endpoint-${number % 6}`,
    status_code: number % 17 === 0 ? 503 : 200,
    duration_ms: 20 + (number % 900),
    run_id: `run-${number}`,
  };
}

function interaction(shared: object, number: number): object {
  return {
    ...shared,
    type: RECIPE_EVENTS[number % RECIPE_EVENTS.length],
    platform: (["web", "ios", "android"] as const)[number % 3],
    country: (["NZ", "DE", "BR", "IN"] as const)[number % 4],
    properties: { kind: "action", endpoint: `endpoint-${number % 6}`, experiment_onboarding: "guided" },
  };
}
