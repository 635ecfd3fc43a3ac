import { channelSlug } from "#lib/events/schema.ts";
import { readArguments, UsageError } from "../command.ts";
import type { ReplayTopic } from "./replay.ts";

export const HELP = `Sends a file of events (NDJSON: one JSON object per line) into the event stream.

  npm run replay -- FILE|- [--topic TOPIC] [--channel SLUG] [--end now|INSTANT]

  FILE        a path, or - for standard input
  --topic     what the events are: api-requests (by default) or interactions
  --channel   the Channel of all events, whatever they say
  --end       shifts all events so that the last one is at this instant (ISO 8601), or now
  --help      this text

Channels that nobody registered yet are. The same file with the same instant changes nothing.
`;

export interface CommandLine {
  file: string;
  topic: ReplayTopic;
  channel: string | null;
  end: "now" | number | null;
}

function parseEnd(text: string | undefined): CommandLine["end"] {
  if (text === undefined) return null;
  if (text === "now") return "now";
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) {
    throw new UsageError(`--end must be "now" or an instant such as 2026-03-02T10:15:30Z, not "${text}".`);
  }
  return instant;
}

function parseTopic(text = "api-requests"): ReplayTopic {
  if (text === "api-requests" || text === "interactions") return text;
  throw new UsageError(`--topic must be api-requests or interactions, not "${text}".`);
}

/** null asks for the help text. Throws `UsageError`. */
export function parseCommandLine(args: string[]): CommandLine | null {
  const { values, positionals } = readArguments({
    args,
    allowPositionals: true,
    options: {
      topic: { type: "string" },
      channel: { type: "string" },
      end: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help === true) return null;
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) {
    throw new UsageError("Name one file to replay, or - for standard input: npm run replay -- FILE");
  }
  if (values.channel !== undefined && !channelSlug.safeParse(values.channel).success) {
    throw new UsageError(`--channel must be a Channel's slug (lower-case letters, digits, - or _).`);
  }
  return {
    file,
    topic: parseTopic(values.topic),
    channel: values.channel ?? null,
    end: parseEnd(values.end),
  };
}
