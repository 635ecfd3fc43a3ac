import { DAY_MS, HOUR_MS, hourOf } from "#lib/stores/event-index/hour.ts";
import { readArguments, UsageError } from "../command.ts";

export const HELP = `Builds hours of the index anew from the stream, and puts them in the old ones' place.

  npm run reprocess -- --topic api-requests --from INSTANT --to INSTANT
  npm run reprocess -- --topic api-requests --day DATE

  --topic   whose events; api-requests is the one that has an index
  --from    ISO 8601; the hour that it lies in is the first
  --to      ISO 8601; the last hour is the one that ends at it or later
  --day     such as 2026-03-02: all of its hours (UTC)
  --help    this text

Each hour is built beside the one that readers see, compared with it by counts and checksums, and swapped in at once;
live traffic goes on. Where a day's hours share an index, one hour stands for that day. What has events that the stream
does not keep any more stays as it is. Exits with 1 then.
`;

/** A build for each is open at the same time. */
const MOST_HOURS = 168;

export interface ReprocessArguments {
  topic: "api-requests";
  /** First instants of the first hour and of the one after the last. */
  from: number;
  to: number;
}

function instant(name: string, text: string | undefined): number {
  if (text === undefined) throw new UsageError(`Give --${name} INSTANT, such as 2026-03-02T10:00:00Z.`);
  const parsed = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(parsed)) {
    throw new UsageError(`--${name} must be an instant such as 2026-03-02T10:00:00Z, not "${text}".`);
  }
  return parsed;
}

interface Range {
  day?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** Whole hours [from, to). Throws `UsageError`. */
function hoursOf({ day, from, to }: Range): { from: number; to: number } {
  if (day === undefined) {
    return { from: hourOf(instant("from", from)), to: hourOf(instant("to", to) + HOUR_MS - 1) };
  }
  if (from !== undefined || to !== undefined) throw new UsageError("Give --day, or --from and --to.");
  const start = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(start) || !new Date(start).toISOString().startsWith(day)) {
    throw new UsageError(`--day must be a date such as 2026-03-02, not "${day}".`);
  }
  return { from: start, to: start + DAY_MS };
}

/** null asks for the help text. Throws `UsageError`. */
export function parseReprocessArguments(
  args: string[],
  now: number,
  retentionMs: number,
): ReprocessArguments | null {
  const { values } = readArguments({
    args,
    options: {
      topic: { type: "string" },
      from: { type: "string" },
      to: { type: "string" },
      day: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help === true) return null;
  const { topic } = values;
  if (topic !== "api-requests") {
    throw new UsageError(
      topic === undefined
        ? "Give --topic api-requests."
        : `"${topic}" has no index to build; --topic api-requests has.`,
    );
  }
  const { from, to } = hoursOf(values);
  if (from >= to) throw new UsageError("--from must be before --to.");
  if (to > hourOf(now)) {
    throw new UsageError(
      `Only hours that are over can be built anew: up to ${new Date(hourOf(now)).toISOString()}.`,
    );
  }
  if (from < now - retentionMs)
    throw new UsageError("That begins before what the index keeps (RETENTION_DAYS).");
  if ((to - from) / HOUR_MS > MOST_HOURS) throw new UsageError(`At most ${MOST_HOURS} hours at once.`);
  return { topic, from, to };
}
