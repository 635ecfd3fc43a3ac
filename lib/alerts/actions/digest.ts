import { formatPlural } from "../../format/number.ts";
import type { AlertMessage, DigestMessage } from "../message.ts";
import type { Link, Wording } from "./wording.ts";

export function isDigest(message: AlertMessage | DigestMessage): message is DigestMessage {
  return "alerts" in message.data;
}

/** So many alerts are told one by one; of more, how many there are. */
const MOST_TOLD = 20;

const COUNTED = [
  ["alert.firing", "firing"],
  ["alert.reminder", "still firing"],
  ["alert.acknowledged", "acknowledged"],
  ["alert.recovered", "recovered"],
  ["ended", "ended"],
] as const;

/** Nobody saw those recover that ended for another reason. */
const kindOf = ({ type, data }: AlertMessage) => (data.ended_because ? "ended" : type);

/** Several alerts in one: how many of which kind, and a line and a link for each. */
export function digestInWords(
  { data }: DigestMessage,
  headline: (message: AlertMessage) => string,
): Pick<Wording, "subject" | "title" | "lead" | "alerts" | "links"> {
  const counts = COUNTED.map(([kind, word]) => ({
    word,
    count: data.alerts.filter((alert) => kindOf(alert) === kind).length,
  })).filter(({ count }) => count > 0);
  const title = `${formatPlural(data.alerts.length, "alert")}: ${counts.map(({ count, word }) => `${count} ${word}`).join(", ")}`;
  const told: Link[] = data.alerts
    .slice(0, MOST_TOLD)
    .map((alert) => ({ text: headline(alert), url: alert.data.url }));
  const more = data.alerts.length - told.length;
  if (more > 0) told.push({ text: `and ${formatPlural(more, "more alert")}`, url: data.url });
  return {
    subject: `[Digest] ${title}`,
    title,
    lead: "So much happened in a short time that it is told in one message.",
    alerts: told,
    links: [{ text: "All incidents", url: data.url }],
  };
}
