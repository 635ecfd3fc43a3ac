import { Evaluator } from "../alerts/engine/evaluator.ts";
import { type AlertMessage, storedMessage } from "../alerts/message.ts";
import { type TriggerInput, triggerInput } from "../alerts/trigger.ts";
import { recoverMinutesOf } from "../alerts/usual-minutes.ts";
import type { EventDocument } from "../events/document.ts";
import { createLog } from "../log.ts";
import { recordProgress } from "../pipeline/progress.ts";
import type { EventIndex, EventIndexReader } from "../stores/event-index/port.ts";
import { aDocument } from "./builders.ts";
import { openReadingWorld, type ReadingWorld } from "./reading.ts";

const DAY = "2026-03-02";
const SECOND = 1_000;
/** How far the watermark moves between two rounds. */
const STEP = 10 * SECOND;

export const CHANNEL = "acme-chat";

/** An instant of the test's day: `12:00` or `12:00:30`; of a later one: `+3d 12:00`. */
export function clockTime(time: string): number {
  const [, days = "0", clock = time] = /^\+(\d+)d (.+)$/.exec(time) ?? [];
  const at = Date.parse(`${DAY}T${clock.length === 5 ? `${clock}:00` : clock}Z`);
  return at + Number(days) * 24 * 60 * 60 * SECOND;
}

interface Traffic {
  from: string;
  to: string;
  perMinute: number;
  /** Every n-th fails; absent: none. */
  failEvery?: number;
  /** Of those that fail, or of all where none does. */
  as?: Partial<EventDocument>;
}

interface RecipeFields {
  name?: string;
  recoverMinutes?: number;
  remindMinutes?: number;
  mutedUntil?: string;
  schedule?: object;
  /** false: one without a destination. */
  told?: boolean;
}

export interface AlertWorld extends ReadingWorld {
  /** Stores requests, evenly over the time. */
  traffic(traffic: Traffic): Promise<void>;
  recipe(trigger: TriggerInput, fields?: RecipeFields): Promise<string>;
  evaluator(name?: string, stores?: Partial<{ index: EventIndex; reader: EventIndexReader }>): Evaluator;
  /** Moves clock and watermark on, with a round of the evaluator at each step (ten seconds unless said otherwise). */
  run(evaluator: Evaluator, to: string, stepMs?: number): Promise<void>;
  /** Moves both without anybody looking. */
  pass(to: string): Promise<void>;
  /** Everything that happened, as `12:03:20 fired, told`. */
  timeline(): Promise<string[]>;
  /** What was said of all that, in the same order. */
  messages(): Promise<AlertMessage[]>;
  stateOf(recipeId: string): Promise<string>;
}

/** A Channel, an evaluator and a clock that starts at noon. */
export async function openAlertWorld(): Promise<AlertWorld> {
  const world = await openReadingWorld([CHANNEL, "other-chat"]);
  const { database, clock, index } = world;
  clock.set(clockTime("12:00"));
  const destination = await database.destination.create({
    data: {
      channelSlug: CHANNEL,
      type: "webhook",
      name: "ops",
      hint: "ops",
      fingerprint: "ops",
      settings: "",
      confirmedAt: new Date(),
    },
  });
  const watermark = () =>
    recordProgress(database, "worker", [{ partition: 0, offset: 1, completeTo: clock.now() }], clock.now());
  await watermark();

  return {
    ...world,
    async traffic({ from, to, perMinute, failEvery, as = { status_code: 503, error_message: "busy" } }) {
      const [start, end] = [clockTime(from), clockTime(to)];
      const gap = 60_000 / perMinute;
      const documents: EventDocument[] = [];
      for (let n = 0; start + n * gap < end; n++) {
        const fails = failEvery === undefined ? as.status_code === undefined : n % failEvery === 0;
        const user = { user_id: `u_${n % 50}`, recipe_id: `r_${n % 50}` };
        documents.push(aDocument({ timestamp: Math.round(start + n * gap), ...user, ...(fails ? as : {}) }));
      }
      await index.write(documents);
    },
    async recipe(input, fields = {}) {
      const trigger = triggerInput.parse(input);
      const { id } = await database.alertRecipe.create({
        data: {
          channelSlug: CHANNEL,
          name: fields.name ?? "API errors",
          trigger,
          recoverMinutes: fields.recoverMinutes ?? recoverMinutesOf({ trigger }),
          remindMinutes: fields.remindMinutes ?? null,
          mutedUntil: fields.mutedUntil === undefined ? null : new Date(clockTime(fields.mutedUntil)),
          schedule: fields.schedule,
          actions: fields.told === false ? {} : { create: { position: 0, destinationId: destination.id } },
        },
      });
      return id;
    },
    evaluator: (name = "one", stores = {}) =>
      new Evaluator({
        index,
        reader: index,
        database,
        clock,
        log: createLog("test", "silent"),
        origin: "https://scope.example",
        evaluator: name,
        ...stores,
      }),
    async run(evaluator, to, stepMs = STEP) {
      while (clock.now() < clockTime(to)) {
        clock.set(Math.min(clock.now() + stepMs, clockTime(to)));
        await watermark();
        await evaluator.evaluate();
      }
    },
    async pass(to) {
      clock.set(clockTime(to));
      await watermark();
    },
    async timeline() {
      const rows = await database.incidentTransition.findMany({
        orderBy: [{ at: "asc" }, { sequence: "asc" }],
        include: { deliveries: true },
      });
      return rows.map(({ at, kind, deliveries }) => {
        const told = deliveries.length > 0 ? ", told" : ", quietly";
        return `${at.toISOString().slice(11, 19)} ${kind}${told}`;
      });
    },
    async messages() {
      const rows = await database.incidentTransition.findMany({
        orderBy: [{ at: "asc" }, { sequence: "asc" }],
      });
      return rows.map(({ message }) => storedMessage(message));
    },
    async stateOf(recipeId) {
      const state = await database.alertState.findUniqueOrThrow({ where: { recipeId } });
      return state.error === null ? state.state : `error: ${state.error}`;
    },
  };
}
