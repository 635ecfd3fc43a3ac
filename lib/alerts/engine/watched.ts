import type { Machine, MachineRules } from "../machine.ts";
import type { PlatformTrigger } from "../platform/measures.ts";
import type { Schedule } from "../schedule.ts";
import type { Trigger } from "../trigger.ts";

/** An incident that is not over yet. Times here are milliseconds since 1970. */
export interface OpenIncident {
  id: string;
  number: number;
  startedAt: number;
  firedAt: number;
  notifiedAt: number | null;
  remindedAt: number | null;
  acknowledgedBy: string | null;
  /** As it was judged when it fired, whatever its Recipe says by now; null: one of the installation's own. */
  trigger: Trigger | null;
  threshold: number | null;
}

/** An alert Recipe as its evaluator knows it. */
export interface WatchedRecipe {
  id: string;
  name: string;
  channel: string;
  channelName: string;
  /** IANA name. */
  timeZone: string;
  trigger: Trigger;
  enabled: boolean;
  revision: number;
  mutedUntil: number | null;
  schedule: Schedule | null;
  remindMs: number | null;
  recoverMs: number;
  actions: { destinationId: string; failoverId: string | null }[];
}

/** What of a Recipe its incidents need; `channel` is null for the installation's own. */
export interface RecordedRecipe extends Pick<WatchedRecipe, "id" | "name" | "revision" | "actions"> {
  channel: string | null;
  trigger: Trigger | PlatformTrigger;
}

/** What is written of it. */
export interface RecipeProgress {
  machine: Machine;
  /** Of the last window, in the trigger's unit; null: nothing could be said. */
  value: number | null;
  judgedTo: number;
  incident: OpenIncident | null;
  /** End of the last incident: late events of before do not raise it again. */
  lastEnd: number;
}

const MINUTE = 60_000;
/** Longer than a weekend: an API that is only called on workdays keeps its incident. */
export const LOST_DAYS = 3;

export function rulesOf({ trigger, recoverMs }: WatchedRecipe): MachineRules {
  const lostMs = LOST_DAYS * 24 * 60 * MINUTE;
  return { forMs: trigger.for_minutes * MINUTE, recoverMs, lostMs, worse: Math.max };
}
