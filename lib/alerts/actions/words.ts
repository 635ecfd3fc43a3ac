import { formatDuration } from "../../format/duration.ts";
import { formatCount, formatPlural } from "../../format/number.ts";
import { formatRecent } from "../../format/time.ts";
import { formatAlertValue } from "../format-value.ts";
import type { AlertData, AlertMessage, DigestMessage, MessageType } from "../message.ts";
import { digestInWords, isDigest } from "./digest.ts";
import { oneLine, severalLines } from "./plain-text.ts";
import type { Fact, Wording } from "./wording.ts";

const STATES: Record<MessageType, string> = {
  "alert.firing": "Firing",
  "alert.recovered": "Recovered",
  "alert.acknowledged": "Acknowledged",
  "alert.reminder": "Still firing",
  "alert.test": "Test",
  "alert.digest": "Digest",
};

const MOST = { name: 100, title: 200, subject: 250, condition: 300, label: 100, pattern: 400 };
const PRODUCT = "Channelscope";
const TEST = "This is a test of this destination. Nothing has happened, and nobody needs to act.";

export function wordsOf(message: AlertMessage | DigestMessage): Wording {
  if (isDigest(message)) return { ...digestInWords(message, headline), facts: [], topError: null };
  const { type, data } = message;
  const wording = { subject: headline(message), title: titleOf(message), alerts: [] };
  const incident = { text: `Incident #${data.incident_number}`, url: data.url };
  if (type === "alert.test") {
    const link = { text: `Open ${PRODUCT}`, url: data.url };
    return { ...wording, lead: TEST, facts: [], topError: null, links: [link] };
  }
  return {
    ...wording,
    lead: leadOf(message),
    facts: factsOf(message),
    topError: topErrorOf(data),
    links:
      data.trigger === "platform"
        ? [{ text: "Open the pipeline", url: data.url }]
        : [incident, { text: "See the requests", url: data.requests_url }],
  };
}

/** A message on one line: `[Firing] Brightbulb: 12 % of send_message actions fail with HTTP 503`. */
function headline(message: AlertMessage): string {
  const whose = oneLine(message.data.channel_name ?? PRODUCT, MOST.name);
  // Narrow spaces would have every subject encoded, and every text message sent in the wide alphabet.
  const line = `[${stateOf(message)}] ${whose}: ${titleOf(message)}`.replaceAll("\u202f", " ");
  return oneLine(line, MOST.subject);
}

/** Nobody saw it recover where it ended for another reason. */
const stateOf = ({ type, data }: AlertMessage) => (data.ended_because ? "Ended" : STATES[type]);

function titleOf({ type, data }: AlertMessage): string {
  return type === "alert.test" ? "this is a test message" : oneLine(data.title, MOST.title);
}

function leadOf(message: AlertMessage): string {
  const { type, data } = message;
  const recipe = `Alert Recipe “${oneLine(data.recipe_name, MOST.name)}”: ${oneLine(data.condition, MOST.condition)}.`;
  const span = formatDuration(Math.max(0, Date.parse(endOf(message)) - Date.parse(data.started_at)));
  switch (type) {
    case "alert.recovered":
      return data.ended_because
        ? `Ended after ${span}, without being seen to recover. ${recipe}`
        : `Over after ${span}. ${recipe}`;
    case "alert.reminder":
      return `Still so after ${span}. ${recipe}`;
    case "alert.acknowledged": {
      const by = data.acknowledged_by === null ? "Acknowledged" : `Acknowledged by ${nameOf(data)}`;
      return `${by} at ${timeOf(message.timestamp, message)}. ${recipe}`;
    }
    default:
      return recipe;
  }
}

const nameOf = ({ acknowledged_by: name }: AlertData) => oneLine(name ?? "", MOST.name);
const endOf = ({ data, timestamp }: AlertMessage) => data.recovered_at ?? timestamp;

/** `14:41 UTC`, with the day when it is another than the message's. */
function timeOf(iso: string, { timestamp }: AlertMessage): string {
  return `${formatRecent(Date.parse(iso), Date.parse(timestamp), "UTC")} UTC`;
}

function factsOf(message: AlertMessage): Fact[] {
  const { data, type } = message;
  const over = type === "alert.recovered";
  const facts: (Fact | null)[] = [
    measured(data, over),
    over
      ? {
          label: "Lasted",
          value: `${timeOf(data.started_at, message)} to ${timeOf(endOf(message), message)}`,
        }
      : { label: "Since", value: timeOf(data.started_at, message) },
    data.requests > 0 ? counted(data, over) : null,
    affected(data),
    data.fault === null ? null : { label: "Fault", value: data.fault.replace("_", " ") },
  ];
  return facts.filter((fact) => fact !== null);
}

function measured({ value, threshold, unit, trigger }: AlertData, over: boolean): Fact | null {
  if (value === null) return null;
  const figure = formatAlertValue(value, unit);
  // Of latency the figure is that of the whole time, of others the worst.
  const label = !over ? "Measured" : trigger === "latency_above" ? "All that time" : "At worst";
  return {
    label,
    value: threshold === null ? figure : `${figure}, threshold ${formatAlertValue(threshold, unit)}`,
  };
}

function counted({ requests, failures, trigger }: AlertData, over: boolean): Fact {
  const label = `${trigger === "latency_above" ? "Too slow" : "Failed"}${over ? " in total" : ""}`;
  return { label, value: `${formatCount(failures)} of ${formatPlural(requests, "request")}` };
}

function affected({ users_affected: users, recipes_affected: recipes }: AlertData): Fact | null {
  if (users === 0 && recipes === 0) return null;
  return { label: "Affected", value: `${formatPlural(users, "user")}, ${formatPlural(recipes, "Recipe")}` };
}

function topErrorOf({ top_error: error }: AlertData): Wording["topError"] {
  if (error === null) return null;
  const where = error.endpoint === null ? "" : `${oneLine(error.endpoint, MOST.label)}: `;
  return {
    what: `${where}${oneLine(error.label, MOST.label)}, ${formatPlural(error.count, "time")}`,
    pattern: error.pattern === null ? null : severalLines(error.pattern, MOST.pattern),
  };
}
