import { formatDuration } from "../../format/duration.ts";
import { formatPlural } from "../../format/number.ts";
import { formatRecent, type Zone } from "../../format/time.ts";
import type { DestinationType } from "../action.ts";
import type { AttemptView, DeliveryView } from "../views.ts";

const DESTINATION_WORDS: Record<DestinationType, string> = {
  webhook: "Webhook",
  slack: "Slack",
  email: "Email",
  sms: "SMS",
  pagerduty: "PagerDuty",
};

/** `Slack #api-alerts`, `PagerDuty`. */
function destinationInWords({ type, name }: DeliveryView["destination"]): string {
  const word = DESTINATION_WORDS[type];
  return name.toLowerCase().startsWith(word.toLowerCase()) ? name : `${word} ${name}`;
}

/** Within a line of ours, where a full stop would end it. */
const inLine = (detail: string) => detail.replace(/\.$/, "");

const answerOf = ({ status_code, detail }: AttemptView) =>
  status_code === null ? inLine(detail) : `answered ${status_code}`;

function again({ attempts }: DeliveryView): string {
  const [first, second] = attempts;
  if (first === undefined || second === undefined) return "tried again";
  const wait = second.at - first.at - first.duration_ms;
  if (attempts.length === 2) return `tried again after ${wholeSeconds(wait)}`;
  return `tried ${formatPlural(attempts.length - 1, "more time")}`;
}

const wholeSeconds = (ms: number) =>
  formatDuration(Math.max(1, Math.round(ms / 1_000)) * 1_000).replace(/\.0+(?=\D)/, "");

/** One line about a delivery: `PagerDuty answered 503, tried again after 5 s, delivered`. */
export function deliveryTitle(delivery: DeliveryView): string {
  const { attempts, status, destination, failover_of } = delivery;
  const where = destinationInWords(destination);
  const who = failover_of === null ? where : `Instead, ${where}`;
  const [first] = attempts;
  if (status === "digested") return `${who} told in a digest`;
  if (first === undefined) return status === "pending" ? `${who} is about to be told` : `${who} not told`;
  if (first.outcome === "delivered") return `${who} delivered`;
  const parts = [`${who} ${answerOf(first)}`];
  if (attempts.length > 1) parts.push(again(delivery));
  if (status === "delivered") parts.push("delivered");
  if (status === "failed") parts.push("given up");
  if (status === "pending") parts.push("goes on trying");
  return parts.join(", ");
}

/**
 * The quiet line under it: `200 in 212 ms`, `2 attempts`, when the next one is, with the day when it is another than
 * the last one's. What the title says is not repeated.
 */
export function deliveryNote({ attempts, next_attempt_at }: DeliveryView, zone: Zone): string | null {
  const last = attempts.at(-1);
  if (last === undefined) return null;
  const took = formatDuration(last.duration_ms);
  const words = attempts.length === 1 ? `after ${took}` : `${inLine(last.detail)} in ${took}`;
  const parts = [last.status_code === null ? words : `${last.status_code} in ${took}`];
  if (attempts.length > 1) parts.unshift(formatPlural(attempts.length, "attempt"));
  if (next_attempt_at !== null)
    parts.push(`next at ${formatRecent(next_attempt_at, last.at, zone, "second")}`);
  return parts.join(" · ");
}

/** `Slack #api and PagerDuty told at 14:31:23`, with the day when it is another than that on which it was due. */
export function toldInWords(deliveries: readonly DeliveryView[], zone: Zone): string | null {
  const due = Math.min(...deliveries.map(({ created_at }) => created_at));
  const last = Math.max(...deliveries.map(({ finished_at, created_at }) => finished_at ?? created_at));
  if (deliveries.length === 0) return null;
  const names = deliveries.map(({ destination }) => destinationInWords(destination));
  const [end = ""] = names.slice(-1);
  const list = names.length === 1 ? end : `${names.slice(0, -1).join(", ")} and ${end}`;
  return `${list} told at ${formatRecent(last, due, zone, "second")}`;
}
