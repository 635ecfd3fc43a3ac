/** An IANA time zone, or `UTC`. */
export type Zone = string;

/** `minute` 14:41 · `second` 14:41:07 · `milli` 14:41:07.412 · `day` Nov 23 · `yearDay` 2026-11-23 · `dayMinute` Nov 23, 14:41 · `yearMinute` 2026-11-23 14:41 · `yearSecond` 2026-11-23 14:41:07 · `full` 2026-11-23 14:40:27.412 UTC */
export type TimeForm =
  | "minute"
  | "second"
  | "milli"
  | "day"
  | "dayMinute"
  | "daySecond"
  | "weekday"
  | "yearDay"
  | "yearMinute"
  | "yearSecond"
  | "full";

const formats = new Map<Zone, Intl.DateTimeFormat>();

function partsOf(at: number, zone: Zone): Record<string, string> {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      weekday: "short",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      fractionalSecondDigits: 3,
    });
    formats.set(zone, format);
  }
  return Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]));
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** An instant (milliseconds since 1970) as read in a zone, 24 hours, English. */
export function formatTime(at: number, zone: Zone, form: TimeForm): string {
  const part = partsOf(at, zone);
  const minute = `${part.hour}:${part.minute}`;
  const second = `${minute}:${part.second}`;
  const date = `${part.year}-${part.month}-${part.day}`;
  const day = `${MONTHS[Number(part.month) - 1]} ${Number(part.day)}`;
  switch (form) {
    case "minute":
      return minute;
    case "second":
      return second;
    case "milli":
      return `${second}.${part.fractionalSecond}`;
    case "day":
      return day;
    case "weekday":
      return `${part.weekday} ${Number(part.day)}`;
    case "dayMinute":
      return `${day}, ${minute}`;
    case "daySecond":
      return `${day}, ${second}`;
    case "yearDay":
      return date;
    case "yearMinute":
      return `${date} ${minute}`;
    case "yearSecond":
      return `${date} ${second}`;
    case "full":
      return `${date} ${second}.${part.fractionalSecond} ${zoneName(at, zone)}`;
  }
}

/** `UTC`, `UTC+01:00`: said alike by every browser and server, which names of zones are not. */
function zoneName(at: number, zone: Zone): string {
  const offset = zoneOffset(at, zone);
  if (offset === 0) return "UTC";
  const two = (value: number) => String(value).padStart(2, "0");
  const size = Math.abs(offset);
  return `UTC${offset < 0 ? "\u2212" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** What a form with a day becomes where the year has to be said. */
const WITH_YEAR: Partial<Record<TimeForm, TimeForm>> = {
  day: "yearDay",
  dayMinute: "yearMinute",
  daySecond: "yearSecond",
};

/** In a form; one with a day names the year, too, where it is not that of `now` (null: always). */
export function formatDated(at: number, now: number | null, zone: Zone, form: TimeForm): string {
  const dated = WITH_YEAR[form];
  if (dated === undefined) return formatTime(at, zone, form);
  const sameYear = now !== null && partsOf(at, zone).year === partsOf(now, zone).year;
  return formatTime(at, zone, sameYear ? form : dated);
}

/** Short where it can be: the time alone on the day of `now`, with the day otherwise, or with the year. */
export function formatRecent(
  at: number,
  now: number,
  zone: Zone,
  to: "minute" | "second" = "minute",
): string {
  const [then, today] = [partsOf(at, zone), partsOf(now, zone)];
  const sameDay = ["year", "month", "day"].every((name) => then[name] === today[name]);
  if (sameDay) return formatTime(at, zone, to);
  return formatDated(at, now, zone, to === "minute" ? "dayMinute" : "daySecond");
}

/** Whether the name is a zone this machine knows. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Minutes that the zone is ahead of UTC at an instant. */
export function zoneOffset(at: number, zone: Zone): number {
  const part = partsOf(at, zone);
  const asUtc = Date.UTC(
    Number(part.year),
    Number(part.month) - 1,
    Number(part.day),
    Number(part.hour),
    Number(part.minute),
    Number(part.second),
  );
  return Math.round((asUtc - Math.floor(at / 1_000) * 1_000) / 60_000);
}
