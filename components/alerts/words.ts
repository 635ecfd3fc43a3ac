import { minutesInWords } from "#lib/alerts/format-value.ts";
import type { Schedule } from "#lib/alerts/schedule.ts";
import type { Fault } from "#lib/events/document.ts";

export const WEEKDAY_NAMES: readonly [Schedule["days"][number], string][] = [
  ["mon", "Mon"],
  ["tue", "Tue"],
  ["wed", "Wed"],
  ["thu", "Thu"],
  ["fri", "Fri"],
  ["sat", "Sat"],
  ["sun", "Sun"],
];

/** `Mon–Fri, 09:00–18:00`. */
export function scheduleInWords({ days, from, to }: Schedule): string {
  const places = WEEKDAY_NAMES.flatMap(([day], place) => (days.includes(day) ? [place] : []));
  const [first = 0, last = 0] = [places[0], places.at(-1)];
  const name = (place: number) => WEEKDAY_NAMES[place]?.[1] ?? "";
  const inRow = places.length > 2 && last - first === places.length - 1;
  const named =
    places.length === 7 ? "daily" : inRow ? `${name(first)}–${name(last)}` : places.map(name).join(", ");
  return `${named}, ${from}–${to}`;
}

/** Of a new destination of a Channel by email. */
export const MAIL_CONFIRMS = "A mailbox that is not proven to be a member's confirms by a link first.";

export const reminderInWords = (minutes: number) => `remind every ${minutesInWords(minutes)}`;

/** What is left out when a verdict does not count. */
export const WITHOUT_FAULT: Record<Fault, string> = {
  partner: "without the API's own failures",
  rate_limit: "without rate limits",
  user: "without expired user tokens",
  recipe: "without misconfigured Recipes",
  network: "without network failures",
  platform: "without the platform's own failures",
};

export const COUNTED_FAULT: Record<Fault, string> = {
  partner: "The API's own failures",
  rate_limit: "Rate limits (429)",
  user: "Expired or missing user tokens",
  recipe: "Misconfigured Recipes",
  network: "Network failures",
  platform: "The platform's own failures",
};
