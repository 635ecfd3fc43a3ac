import { formatQuery } from "../../events/query/format.ts";
import type { Impact } from "../impact.ts";
import type { AlertMessage, MessageType } from "../message.ts";
import { conditionInWords } from "../recipes/condition.ts";
import { UNITS } from "../trigger.ts";
import { windowMinutesOf } from "../usual-minutes.ts";
import { counted } from "./conditions.ts";
import type { OpenIncident, WatchedRecipe } from "./watched.ts";

interface Said {
  type: MessageType;
  /** Of the transition, milliseconds since 1970. */
  at: number;
  title: string;
  value: number | null;
  threshold: number | null;
  recoveredAt: number | null;
  /** Why it ended, where it did not recover. */
  endedBecause?: string | null;
  impact: Impact;
  /** Without a slash at its end. */
  origin: string;
}

const iso = (at: number) => new Date(at).toISOString();

/** What is told of an incident's transition. */
export function messageOf(
  recipe: Pick<WatchedRecipe, "id" | "name" | "channel" | "channelName" | "trigger">,
  incident: Pick<OpenIncident, "id" | "number" | "startedAt" | "firedAt" | "acknowledgedBy" | "trigger">,
  said: Said,
): AlertMessage {
  const { channel } = recipe;
  const trigger = incident.trigger ?? recipe.trigger;
  const range = new URLSearchParams({
    from: iso(incident.startedAt - leadMs({ trigger })),
    to: iso(Math.max(said.recoveredAt ?? said.at, incident.startedAt + 1_000)),
    q: formatQuery(counted(trigger)),
  });
  return {
    type: said.type,
    timestamp: iso(said.at),
    data: {
      incident_id: incident.id,
      incident_number: incident.number,
      recipe_id: recipe.id,
      recipe_name: recipe.name,
      channel,
      channel_name: recipe.channelName,
      endpoint: trigger.endpoint,
      trigger: trigger.type,
      title: said.title,
      condition: conditionInWords(trigger),
      value: said.value,
      threshold: said.threshold,
      unit: UNITS[trigger.type],
      started_at: iso(incident.startedAt),
      fired_at: iso(incident.firedAt),
      recovered_at: said.recoveredAt === null ? null : iso(said.recoveredAt),
      ...(said.endedBecause ? { ended_because: said.endedBecause } : {}),
      acknowledged_by: incident.acknowledgedBy,
      ...said.impact,
      url: `${said.origin}/channels/${channel}/incidents/${incident.number}`,
      requests_url: `${said.origin}/channels/${channel}/logs?${range}`,
    },
  };
}

/** The first failures are in the window whose end began the breach; a budget's are in the longest of its short ones. */
export function leadMs({ trigger }: Pick<WatchedRecipe, "trigger">): number {
  if (trigger.type === "budget_burn") return 6 * 60 * 60_000;
  return windowMinutesOf(trigger) * 60_000;
}
