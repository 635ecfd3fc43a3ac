import type { OutgoingAnswer } from "../../outgoing/types.ts";
import type { AlertMessage, DigestMessage } from "../message.ts";
import { isDigest } from "./digest.ts";
import { attempt } from "./judge-answer.ts";
import { oneLine } from "./plain-text.ts";
import { bySeverity, severityOf } from "./severity.ts";
import type { ActionContext, Outcome, SendAction } from "./types.ts";
import { wordsOf } from "./words.ts";

type EventAction = "trigger" | "acknowledge" | "resolve";

/** One key per incident, so that all its events are of one PagerDuty alert; a reminder updates that one. */
interface PagerDutyEvent {
  event_action: EventAction;
  dedup_key: string;
  payload?: unknown;
  links?: unknown;
  client?: string;
  client_url?: string;
}

const INVALID = 400;
const MOST_SUMMARY = 1_024;

export const sendPagerDuty: SendAction<"pagerduty"> = async ({ routing_key }, message, context) => {
  let worst: Outcome | null = null;
  // What opens goes before what closes, so that a test ends closed.
  for (const step of eventsOf(message, context)) {
    const outcomes = await Promise.all(step.map((event) => enqueue({ routing_key, ...event }, context)));
    worst = worstOf(worst === null ? outcomes : [worst, ...outcomes]);
    if (worst?.outcome !== "delivered") break;
  }
  return worst ?? { outcome: "delivered", statusCode: null, detail: "nothing to tell", retryAfterMs: null };
};

function enqueue(event: PagerDutyEvent & { routing_key: string }, context: ActionContext): Promise<Outcome> {
  const { http, settings } = context;
  const url = `${settings.pagerDutyUrl.replace(/\/+$/, "")}/v2/enqueue`;
  const headers = { "content-type": "application/json" };
  return attempt(() => http.postTrusted({ url, headers, body: JSON.stringify(event) }), verdictOf);
}

const verdictOf = ({ status }: OutgoingAnswer) =>
  status === INVALID
    ? { outcome: "failed" as const, because: "the event or its routing key is refused" }
    : null;

const RANK: readonly Outcome["outcome"][] = ["delivered", "gone", "failed", "retry"];

function worstOf(outcomes: readonly Outcome[]): Outcome | null {
  return outcomes.toSorted((a, b) => RANK.indexOf(b.outcome) - RANK.indexOf(a.outcome))[0] ?? null;
}

/** The events to send, in steps one after the other. */
function eventsOf(message: AlertMessage | DigestMessage, { deliveryId }: ActionContext): PagerDutyEvent[][] {
  if (isDigest(message)) return digestEvents(message);
  if (message.type !== "alert.test") return [[eventOf(message)]];
  const dedup_key = `channelscope-test-${deliveryId}`;
  return [[{ ...triggerOf(message), dedup_key }], [{ event_action: "resolve", dedup_key }]];
}

function eventOf(message: AlertMessage): PagerDutyEvent {
  const dedup_key = keyOf(message);
  if (message.type === "alert.recovered") return { event_action: "resolve", dedup_key };
  if (message.type === "alert.acknowledged") return { event_action: "acknowledge", dedup_key };
  return triggerOf(message);
}

const keyOf = ({ data }: AlertMessage) => `channelscope-${data.incident_id}`;

/**
 * A storm pages once: one trigger for the worst that still fires, which mentions the others. What ended or is being
 * looked at is told for each incident, else it would stay open there.
 */
function digestEvents({ data }: DigestMessage): PagerDutyEvent[][] {
  const latest = new Map(data.alerts.map((alert) => [alert.data.incident_id, alert]));
  const events = [...latest.values()];
  const opens = (alert: AlertMessage) => eventOf(alert).event_action === "trigger";
  const [worst, ...others] = events.filter(opens).toSorted(bySeverity);
  const quiet = events.filter((alert) => !opens(alert)).map(eventOf);
  return [worst === undefined ? [] : [triggerOf(worst, others)], quiet];
}

function triggerOf(message: AlertMessage, others: readonly AlertMessage[] = []): PagerDutyEvent {
  const { data, timestamp } = message;
  const { subject, lead, facts, topError, links } = wordsOf(message);
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return {
    event_action: "trigger",
    dedup_key: keyOf(message),
    payload: {
      summary: `${oneLine(subject.replace(/^\[(?!Test)[^\]]+\] /, ""), MOST_SUMMARY - 20)}${more}`,
      source: data.channel ?? "channelscope",
      severity: severityOf(message),
      timestamp: message.type === "alert.test" ? timestamp : data.fired_at,
      component: data.endpoint ?? undefined,
      class: data.trigger,
      custom_details: {
        About: lead,
        ...Object.fromEntries(facts.map(({ label, value }) => [label, value])),
        "Top error": topError?.what,
        "Error text": topError?.pattern ?? undefined,
        Also: others.length === 0 ? undefined : others.map((alert) => wordsOf(alert).subject),
      },
    },
    links: links.map(({ text, url }) => ({ href: url, text })),
    client: "Channelscope",
    client_url: data.url,
  };
}
