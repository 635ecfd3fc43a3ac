import { type Actor, channelScope } from "../channels/access.ts";
import type { Database } from "../database/client.ts";
import { AppError } from "../errors.ts";
import type { EventIndexReader } from "../stores/event-index/port.ts";
import { smsText } from "./actions/sms.ts";
import { webhookBody } from "./actions/webhook-body.ts";
import type { Wording } from "./actions/wording.ts";
import { wordsOf } from "./actions/words.ts";
import { describeBreach } from "./engine/describe.ts";
import { judgedBy } from "./engine/judged-by.ts";
import { leadMs, messageOf } from "./engine/message-of.ts";
import { newErrorTitle } from "./engine/sensors/new-error.ts";
import { thresholdOf } from "./engine/threshold.ts";
import { type Impact, NO_IMPACT } from "./impact.ts";
import { conditionInWords } from "./recipes/condition.ts";
import type { Trigger } from "./trigger.ts";

/** A message as each kind of destination would get it. */
export interface MessagePreview {
  /** What Slack, email and PagerDuty say in their own ways. */
  words: Wording;
  sms: string;
  /** The body, on several lines. */
  webhook: string;
}

/** The time that the message is about: milliseconds since 1970, and the figure in the trigger's unit. */
export interface PreviewedFiring {
  started_at: number;
  fired_at: number;
  worst: number;
}

interface Deps {
  index: EventIndexReader;
  database: Pick<Database, "channel">;
  /** Where links lead, without a slash at the end. */
  origin: string;
}

const LONGEST = 31 * 24 * 60 * 60_000;
/** Of an incident that never was. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

/**
 * What those who are told would read: through the renderers that write what is sent, with the figures of a firing as a
 * backtest found it; null: without figures, as there was none. Needs `alerts:read`.
 */
export async function previewMessage(
  { index, database, origin }: Deps,
  viewer: Actor,
  channel: string,
  { name, trigger, firing }: { name: string; trigger: Trigger; firing: PreviewedFiring | null },
  now: number,
): Promise<MessagePreview> {
  channelScope(viewer, "alerts:read", channel);
  const known = await database.channel.findUnique({ where: { slug: channel }, select: { name: true } });
  if (known === null) throw new AppError("not_found", "There is no such Channel.");
  const at = firing ?? { started_at: now, fired_at: now, worst: null };
  const judged = firing === null ? trigger : await judgedBy(index, { channel, trigger }, firing.fired_at);
  const recipe = { id: NOBODY, name, channel, channelName: known.name, trigger };
  const incident = {
    id: NOBODY,
    number: 1,
    startedAt: at.started_at,
    firedAt: at.fired_at,
    acknowledgedBy: null,
    trigger: judged,
  };
  const { title, impact, latency } =
    firing === null ? unknown(trigger) : await whatHappened(index, channel, judged, firing);
  const message = messageOf(recipe, incident, {
    type: "alert.firing",
    at: at.fired_at,
    title,
    value: latency ?? at.worst,
    threshold: thresholdOf(trigger),
    recoveredAt: null,
    impact,
    origin,
  });
  const words = wordsOf(message);
  return { words, sms: smsText(words), webhook: JSON.stringify(JSON.parse(webhookBody(message)), null, 2) };
}

interface Happened {
  title: string;
  impact: Impact;
  latency: number | null;
}

function unknown(trigger: Trigger): Happened {
  const condition = conditionInWords(trigger);
  return {
    title: `${condition.charAt(0).toUpperCase()}${condition.slice(1)}`,
    impact: NO_IMPACT,
    latency: null,
  };
}

async function whatHappened(
  index: EventIndexReader,
  channel: string,
  trigger: Trigger,
  { started_at, fired_at }: PreviewedFiring,
): Promise<Happened> {
  const from = Math.max(started_at - leadMs({ trigger }), fired_at - LONGEST);
  const described = await describeBreach(index, null, { channel, trigger, from, to: fired_at });
  const { top_error: error } = described.impact;
  return trigger.type === "new_error" && error !== null
    ? { ...described, title: newErrorTitle(error) }
    : described;
}
