import type { OpenIncident, RecordedRecipe } from "../engine/watched.ts";
import { NO_IMPACT } from "../impact.ts";
import type { AlertMessage, MessageType } from "../message.ts";
import { ABOUT, type PlatformTrigger, platformCondition } from "./measures.ts";

interface Said {
  type: MessageType;
  /** Of the transition, milliseconds since 1970. */
  at: number;
  title: string;
  value: number | null;
  recoveredAt: number | null;
  /** Why it ended, where it did not recover. */
  endedBecause?: string | null;
  /** Without a slash at its end. */
  origin: string;
}

const iso = (at: number) => new Date(at).toISOString();

/** What is told of a transition of the installation's own incidents. */
export function platformMessage(
  { id, name, trigger }: Pick<RecordedRecipe, "id" | "name"> & { trigger: PlatformTrigger },
  incident: OpenIncident,
  { type, at, title, value, recoveredAt, endedBecause, origin }: Said,
): AlertMessage {
  return {
    type,
    timestamp: iso(at),
    data: {
      incident_id: incident.id,
      incident_number: incident.number,
      recipe_id: id,
      recipe_name: name,
      channel: null,
      channel_name: null,
      endpoint: null,
      trigger: "platform",
      title,
      condition: platformCondition(trigger),
      value,
      threshold: trigger.above,
      unit: ABOUT[trigger.measure].unit,
      started_at: iso(incident.startedAt),
      fired_at: iso(incident.firedAt),
      recovered_at: recoveredAt === null ? null : iso(recoveredAt),
      ...(endedBecause ? { ended_because: endedBecause } : {}),
      acknowledged_by: incident.acknowledgedBy,
      ...NO_IMPACT,
      url: `${origin}/pipeline`,
      requests_url: `${origin}/pipeline`,
    },
  };
}
