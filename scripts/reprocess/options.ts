import { HOUR_MS, hourOf } from "#lib/stores/event-index/hour.ts";
import { readArguments, UsageError } from "../command.ts";

export const HELP = `Builds hours of the index anew from the stream, and puts them in the old ones' place.

  npm run reprocess -- --topic api-requests --from INSTANT --to INSTANT

  --topic   whose events; api-requests is the one that has an index
  --from    ISO 8601; the hour that it lies in is the first
  --to      ISO 8601; the last hour is the one that ends at it or later
  --help    this text

Each hour is built beside the one that readers see, compared with it by counts and checksums, and swapped in at once;
live traffic goes on. An hour that has events the stream does not keep any more stays as it is. Exits with 1 then.
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
  const from = hourOf(instant("from", values.from));
  const to = hourOf(instant("to", values.to) + HOUR_MS - 1);
  if (from >= to) throw new UsageError("--from must be before --to.");
  if (to > hourOf(now)) {
    throw new UsageError(
      `Only hours that are over can be built anew: --to ${new Date(hourOf(now)).toISOString()} at most.`,
    );
  }
  if (from < now - retentionMs)
    throw new UsageError("--from lies before what the index keeps (RETENTION_DAYS).");
  if ((to - from) / HOUR_MS > MOST_HOURS) throw new UsageError(`At most ${MOST_HOURS} hours at once.`);
  return { topic, from, to };
}
